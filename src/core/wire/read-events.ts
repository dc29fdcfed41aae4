import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { SseEvent, SseForms } from '../model/response.js';
import type { Piece } from '../model/exchange.js';
import { arrivalClock } from './pieces.js';
import { scanBlocks } from './scan-blocks.js';

/** The events of a stream, the forms it uses, and its first `error:` field, which some servers invent. */
export interface ReadEvents {
  readonly events: readonly SseEvent[];
  readonly forms: SseForms;
  readonly errorField: string | null;
}

/** A body as it came. */
export interface Transcript {
  readonly bytes: Uint8Array;
  /** The bytes, decoded leniently. */
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Whether the times of the pieces are known. */
  readonly timed: boolean;
}

/** The parser looks for the next CR and the next LF at every line: in short pieces that costs little, whatever is missing. */
const PIECE = 1024;

/**
 * Reads a stream. Names and data are those of eventsource-parser, as real clients see them. Our own scanner adds what the
 * parser drops: offsets and arrival times, unusual forms, blocks without data, and the tail that no blank line ended.
 * The parser dispatches one event for each block with data, in order, which joins the two. Comments alone are no event.
 */
export function readEvents({ bytes, text, pieces, timed }: Transcript): ReadEvents {
  const { blocks, forms, errorField } = scanBlocks(bytes);
  const messages = parseMessages(forms.bom > 0 ? text.slice(1) : text).values();
  const arrived = arrivalClock(pieces, timed);
  const events = blocks.map(({ start, end, terminated, name, hasData }, n): SseEvent => {
    const message = hasData ? messages.next().value : undefined;
    return {
      n,
      name: message === undefined ? name : (message.event ?? null),
      data: message?.data ?? null,
      offset: start,
      ms: arrived(end),
      terminated,
    };
  });
  return { events, forms, errorField };
}

/**
 * The messages of a text without a byte order mark. Differences between eventsource-parser and WHATWG HTML:
 * - The parser dispatches an event with empty data; a browser drops it. Clients of LLM APIs use the parser, so it is kept.
 * - The parser takes the characters U+00EF U+00BB U+00BF at the start for a byte order mark that was decoded as Latin-1.
 *   Our text is UTF-8, so they are text: an empty first piece switches that off.
 * - The parser waits for a LF after a CR at the end of the input. The line ends that complete the tail settle that.
 */
function parseMessages(text: string): readonly EventSourceMessage[] {
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => messages.push(message) });
  parser.feed('');
  if (!text.includes('\r')) parser.feed(text);
  else for (let at = 0; at < text.length; at += PIECE) parser.feed(text.slice(at, at + PIECE));
  parser.feed('\n\n');
  return messages;
}
