import type { Chunk, SseEvent } from '../../core/model/response.js';
import type { Answer } from '../../core/dialect/answer.js';
import { cleanText } from '../../core/report/clean.js';
import { jsonLines, type JsonLine } from './json-lines.js';
import type { MarkMap } from './mark-map.js';

/** An event of a stream as it is shown, or the number of events that are left out. */
export type ShownEvent =
  | {
      readonly n: number;
      /** Its number among the JSON events, as in places; null if its data is not JSON. */
      readonly chunk: number | null;
      readonly ms: number | null;
      readonly name: string | null;
      /** The data in one line, for an event without a divergence. */
      readonly text: string;
      /** The data line by line, for an event with a divergence. */
      readonly lines: readonly JsonLine[];
      readonly terminated: boolean;
    }
  | { readonly gap: number };

const MOST_EVENTS = 120;
const LONGEST_DATA = 600;

/** The events of a stream: the first, the last, and each event with a divergence and its neighbours. */
export function shownEvents(answer: Answer, marks: MarkMap): readonly ShownEvent[] {
  const { events, reply } = answer;
  const chunkOf = new Map<SseEvent, Chunk>(reply.chunks.map((chunk) => [chunk.event, chunk]));
  const kept = (i: number): boolean => {
    if (i < MOST_EVENTS - 20 || i >= events.length - 20) return true;
    return [i - 1, i, i + 1].some((at) => {
      const event = events[at];
      const chunk = event === undefined ? undefined : chunkOf.get(event);
      return chunk !== undefined && marks.chunks.has(chunk.n);
    });
  };
  const shown: ShownEvent[] = [];
  for (const [i, event] of events.entries()) {
    const last = shown.at(-1);
    if (kept(i)) shown.push(show(event, chunkOf.get(event) ?? null, marks));
    else if (last !== undefined && 'gap' in last) shown[shown.length - 1] = { gap: last.gap + 1 };
    else shown.push({ gap: 1 });
  }
  return shown;
}

function show(event: SseEvent, chunk: Chunk | null, marks: MarkMap): ShownEvent {
  const data = event.data ?? '';
  const own = chunk === null ? [] : (marks.chunks.get(chunk.n) ?? []);
  return {
    n: event.n,
    chunk: chunk?.n ?? null,
    ms: event.ms,
    name: event.name === null ? null : cleanText(event.name.slice(0, LONGEST_DATA)),
    text: event.data === null ? '(no data)' : cut(data),
    lines: own.length === 0 || chunk === null ? [] : jsonLines(chunk.value, own),
    terminated: event.terminated,
  };
}

function cut(data: string): string {
  return data.length > LONGEST_DATA
    ? `${cleanText(data.slice(0, LONGEST_DATA))}… (${data.length} characters)`
    : cleanText(data);
}
