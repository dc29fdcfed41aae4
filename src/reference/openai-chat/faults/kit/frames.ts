import type { Hooks } from '../../hooks.js';
import type { Reply, Write } from '../../../reply.js';

/** Rewrites every event of a stream, its blank line included. */
export function eachFrame(make: (frame: string, n: number) => string): Hooks {
  return { frames: (frames) => frames.map(make) };
}

/** Puts events before the one at a position; a negative position counts from the end. */
export function insertFrames(at: number, ...inserted: readonly string[]): Hooks {
  return { frames: (frames) => frames.toSpliced(at, 0, ...inserted) };
}

/** An event of this JSON. */
export const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

/** Leaves out the terminator. */
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

/** A reply with this header in place of any of its name; without it where the value is null. */
export function withHeader(reply: Reply, name: string, value: string | null): Reply {
  const others = reply.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...reply, headers: value === null ? others : [...others, [name, value]] };
}

/** A reply that says this in place of its body, without a length. */
export function withText(reply: Reply, type: string, data: string): Reply {
  const labelled = withHeader(withHeader(reply, 'content-type', type), 'content-length', null);
  return { ...labelled, writes: data === '' ? [] : [{ afterMs: 0, data }] };
}

/** The writes of a reply as one text. */
export const textOf = ({ writes }: Reply): string => writes.map(({ data }) => asText(data)).join('');

const asText = (data: Write['data']): string => (typeof data === 'string' ? data : new TextDecoder().decode(data));

function isStream({ headers }: Reply): boolean {
  return headers.some(([name, value]) => name === 'content-type' && value.startsWith('text/event-stream'));
}
