import type { Exchange } from '../../core/model/exchange.js';
import type { AuthScheme } from '../../core/model/spec.js';
import { readAnswer } from '../../core/dialect/read-answer.js';
import { parseJson } from '../../core/wire/parse-json.js';
import { cleanText } from '../../core/report/clean.js';
import { curlOf } from '../../core/report/curl.js';
import { jsonLines, type JsonLine } from './json-lines.js';
import { markMap, type PlacedDivergence } from './mark-map.js';
import { shownEvents, type ShownEvent } from './shown-events.js';
import { textLines } from './text-lines.js';

/** A header as it is shown, and the divergences at it. */
export interface ShownHeader {
  readonly name: string;
  readonly value: string;
  readonly anchors: readonly string[];
}

/** An exchange as its page shows it. Nothing in it acts on a page or a terminal. */
export interface ShownExchange {
  readonly id: number;
  /** `step 1, attempt 2`, where there is more than one, and how many further cases it was sent for. */
  readonly role: string;
  readonly startedAt: string;
  readonly method: string;
  readonly url: string;
  readonly auth: string;
  readonly requestHeaders: readonly ShownHeader[];
  readonly requestBody: readonly JsonLine[];
  readonly curl: string;
  /** Null where no response came. */
  readonly status: { readonly text: string; readonly anchors: readonly string[] } | null;
  readonly headers: readonly ShownHeader[];
  /** Headers that should be there and are not. */
  readonly missingHeaders: readonly ShownHeader[];
  /** The body line by line, where it is no stream. */
  readonly body: readonly JsonLine[];
  /** The events of a stream; empty where there was none. */
  readonly events: readonly ShownEvent[];
  /** Divergences of the stream as a whole. */
  readonly streamAnchors: readonly string[];
  /** How it ended, in words. */
  readonly end: string;
  readonly ms: number;
  readonly bytes: number;
  readonly timed: boolean;
}

/** Prepares an exchange for its page: reads it as the checks did and sets the marks of the divergences in it. */
export function shownExchange(
  exchange: Exchange,
  placed: readonly PlacedDivergence[],
  schemes: readonly AuthScheme[],
): ShownExchange {
  const answer = readAnswer(exchange);
  const marks = markMap(placed.filter(({ divergence }) => divergence.exchange === exchange.id));
  const { request, response } = exchange;
  const headers = (response?.headers ?? []).map(([name, value]) => ({
    name: cleanText(name),
    value: cleanText(value),
    anchors: marks.headers.get(name.toLowerCase()) ?? [],
  }));
  const present = new Set((response?.headers ?? []).map(([name]) => name.toLowerCase()));
  return {
    id: exchange.id,
    role: describeRole(exchange),
    startedAt: cleanText(exchange.startedAt),
    method: cleanText(request.method),
    url: cleanText(request.url),
    auth: describeAuth(request.auth.kind),
    requestHeaders: request.headers.map(([name, value]) => ({
      name: cleanText(name),
      value: cleanText(value),
      anchors: [],
    })),
    requestBody: request.body === null ? [] : documentLines(request.body),
    curl: curlOf(request, schemes),
    status:
      response === null
        ? null
        : { text: `${response.status} ${cleanText(response.statusText)}`.trim(), anchors: marks.status },
    headers,
    missingHeaders: [...marks.headers]
      .filter(([name]) => !present.has(name))
      .map(([name, anchors]) => ({ name: cleanText(name), value: '(missing)', anchors })),
    body:
      response === null || answer.form === 'stream'
        ? []
        : 'value' in answer.body
          ? jsonLines(answer.body.value, marks.body)
          : textLines(answer.text, marks.body),
    events: shownEvents(answer, marks),
    streamAnchors: response === null ? [...marks.stream, ...marks.status] : marks.stream,
    end: describeEnd(exchange),
    ms: exchange.ms,
    bytes: answer.bytes.length,
    timed: exchange.timed,
  };
}

function describeRole({ step, attempt, also = [], joined }: Exchange): string {
  const others = `${also.length} other ${also.length === 1 ? 'case' : 'cases'}`;
  return [
    `step ${step + 1}`,
    ...(attempt === 0 ? [] : [`attempt ${attempt + 1}`]),
    ...(also.length === 0 ? [] : [`${joined === true ? 'joined' : 'shared'} with ${others}`]),
  ].join(', ');
}

function documentLines(body: string): readonly JsonLine[] {
  const parsed = parseJson(body);
  return 'value' in parsed ? jsonLines(parsed.value, []) : textLines(body, []);
}

function describeAuth(kind: string): string {
  const words: ReadonlyMap<string, string> = new Map<string, string>([
    ['valid', 'with the key (added after recording, absent from the record)'],
    ['none', 'without a key'],
    ['wrong', 'with a made-up key'],
    ['malformed', 'with a malformed credential'],
    ['lower-case', 'with the key, its scheme in lower case'],
    ['foreign', 'with the key in x-api-key alone'],
  ]);
  return words.get(kind) ?? 'the capture does not say with what key';
}

function describeEnd({ end, endCode }: Exchange): string {
  const words: Readonly<Record<Exchange['end'], string>> = {
    complete: 'complete',
    closed: 'closed by the peer before the message was complete',
    reset: 'reset by the peer',
    refused: 'no connection could be made',
    protocol: 'what came is not valid HTTP',
    'timeout-connect': 'our limit for connecting ran out',
    'timeout-first-byte': 'our limit for the first byte ran out',
    'timeout-idle': 'our limit of silence between bytes ran out',
    'timeout-total': 'our limit for the whole exchange ran out',
    'hung-up': 'we hung up on purpose',
    'too-large': 'it was not read beyond a limit of bytes',
    unknown: 'the capture does not say how it ended',
  };
  const text = words[end] ?? cleanText(end);
  return endCode === null ? text : `${text} (${cleanText(endCode)})`;
}
