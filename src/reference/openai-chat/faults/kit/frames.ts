import type { Hooks } from '../../hooks.js';
import type { Reply, Write } from '../../../reply.js';

/** Rewrites every event of a stream, including its blank line. */
export function eachFrame(make: (frame: string, n: number) => string): Hooks {
  return { frames: (frames) => frames.map(make) };
}

/** Inserts events before a position; a negative position counts from the end. */
export function insertFrames(at: number, ...inserted: readonly string[]): Hooks {
  return { frames: (frames) => frames.toSpliced(at, 0, ...inserted) };
}

/** An event with this JSON as its data. */
export const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

/** Removes the terminator. */
export const unterminated = (frames: readonly string[]): readonly string[] =>
  frames.filter((frame) => !/^data: ?\[DONE\]/u.test(frame));

/** Changes replies that are streams. */
export function onStream(make: (reply: Reply) => Reply): Hooks {
  return { reply: (reply) => (isStream(reply) ? make(reply) : reply) };
}

/** Changes replies that are JSON bodies with a status of 2xx. */
export function onBody(make: (reply: Reply) => Reply): Hooks {
  return { reply: (reply) => (reply.status < 300 && !isStream(reply) ? make(reply) : reply) };
}

/** The body of a reply as text. */
export const textOf = ({ writes }: Reply): string => writes.map(({ data }) => asText(data)).join('');

const asText = (data: Write['data']): string => (typeof data === 'string' ? data : new TextDecoder().decode(data));

function isStream({ headers }: Reply): boolean {
  return headers.some(([name, value]) => name === 'content-type' && value.startsWith('text/event-stream'));
}
