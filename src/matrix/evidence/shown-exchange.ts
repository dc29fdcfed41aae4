import { count } from '../../core/wire/quote.js';
import type { Exchange, FollowUp } from '../../core/model/exchange.js';
import type { AuthScheme } from '../../core/model/spec.js';
import { readAnswer } from '../../core/dialect/read-answer.js';
import { parseJson } from '../../core/wire/json.js';
import { cleanText } from '../../core/report/clean.js';
import { curlOf } from '../../core/report/curl.js';
import { jsonLines, textLines, type JsonLine } from './json-lines.js';
import { markMap, type PlacedDivergence } from './mark-map.js';
import { shownEvents, type ShownEvent } from './shown-events.js';

/** A header as it is shown, and the divergences at it. */
export interface ShownHeader {
  readonly name: string;
  readonly value: string;
  readonly anchors: readonly string[];
}

/** An exchange as its page shows it. Nothing in it acts on a page or a terminal. */
export interface ShownExchange {
  readonly id: number;
  /** `step 1, attempt 2`, and the number of other cases that share it. */
  readonly role: string;
  readonly startedAt: string;
  readonly method: string;
  readonly url: string;
  readonly auth: string;
  readonly requestHeaders: readonly ShownHeader[];
  readonly requestBody: readonly JsonLine[];
  readonly curl: string;
  /** Null without a response. */
  readonly status: { readonly text: string; readonly anchors: readonly string[] } | null;
  readonly headers: readonly ShownHeader[];
  /** Documented headers that are missing. */
  readonly missingHeaders: readonly ShownHeader[];
  /** The body line by line; empty for a stream. */
  readonly body: readonly JsonLine[];
  /** The events of a stream; empty without a stream. */
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
        : answer.body.ok
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

/** Why a request was sent in addition to the planned ones. */
const REASONS: Readonly<Record<FollowUp['reason'], string>> = {
  plain: 'again in its plain form',
  varied: 'again in the same form',
  subset: 'with some of its parameters',
  adapted: 'changed to what the model can do',
  again: 'again, to compare the times',
};

function describeRole({ step, attempt, also = [], joined, followUp, variation }: Exchange): string {
  const others = count(also.length, 'other case');
  return [
    `step ${step + 1}`,
    ...(followUp === undefined ? [] : [REASONS[followUp.reason]]),
    ...(attempt === 0 ? [] : [`attempt ${attempt + 1}`]),
    ...(also.length === 0 ? [] : [`${joined === true ? 'combined' : 'shared'} with ${others}`]),
    ...(variation === undefined ? [] : [`form ${variation}`]),
  ].join(', ');
}

function documentLines(body: string): readonly JsonLine[] {
  const parsed = parseJson(body);
  return parsed.ok ? jsonLines(parsed.value, []) : textLines(body, []);
}

function describeAuth(kind: string): string {
  const words: ReadonlyMap<string, string> = new Map<string, string>([
    ['valid', 'with the key, which is not recorded'],
    ['none', 'without a key'],
    ['wrong', 'with a made-up key'],
    ['malformed', 'with a malformed credential'],
    ['lower-case', 'with the key, its scheme in lower case'],
    ['foreign', 'with the key in a header that the documents do not name'],
  ]);
  return words.get(kind) ?? 'the capture does not show the key';
}

function describeEnd({ end, endCode }: Exchange): string {
  const words: Readonly<Record<Exchange['end'], string>> = {
    complete: 'complete',
    closed: 'the peer closed the connection before the message was complete',
    reset: 'the peer reset the connection',
    refused: 'connection refused',
    protocol: 'invalid HTTP',
    'timeout-connect': 'timeout while connecting',
    'timeout-first-byte': 'timeout before the first byte',
    'timeout-idle': 'timeout between two bytes',
    'timeout-total': 'timeout of the exchange',
    'hung-up': 'the case closes the connection on purpose',
    'too-large': 'longer than the limit; the rest was not read',
    unknown: 'the capture does not show how it ended',
  };
  const text = words[end] ?? cleanText(end);
  return endCode === null ? text : `${text} (${cleanText(endCode)})`;
}
