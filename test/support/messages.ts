import { judge } from '../../src/core/judge/judge.js';
import type { Case } from '../../src/core/model/case.js';
import type { JsonObject } from '../../src/core/model/json.js';
import { generalPlace } from '../../src/core/wire/place.js';
import { makeCase } from './case.js';
import { type ExchangeParts, makeExchange } from './exchange.js';
import { specOf } from './specs-and-suites.js';

/** The address of a message. */
export const MESSAGES_URL = 'http://127.0.0.1:8080/v1/messages';

/** The headers of every documented response. */
const HEADERS = { 'request-id': 'req_1', 'anthropic-ratelimit-requests-limit': '10' };

const usage = { input_tokens: 9, output_tokens: 3 };

/** A message with this content. */
export function messageBody(content: readonly JsonObject[], rest: JsonObject = {}): JsonObject {
  const fixed = { id: 'msg_01abc', type: 'message', role: 'assistant', model: 'm' };
  return { ...fixed, content, stop_reason: 'end_turn', stop_sequence: null, usage, ...rest };
}

/** The events of a stream: those of the blocks between its beginning and its end. */
export function messageEvents(blocks: readonly JsonObject[], rest: JsonObject = {}): readonly JsonObject[] {
  const message = messageBody([], { stop_reason: null, usage: { input_tokens: 9, output_tokens: 1 } });
  return [
    { type: 'message_start', message },
    ...blocks,
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: 3 },
      ...rest,
    },
    { type: 'message_stop' },
  ];
}

/** The events of one block. */
export function blockEvents(index: number, block: JsonObject, ...deltas: readonly JsonObject[]): readonly JsonObject[] {
  return [
    { type: 'content_block_start', index, content_block: block },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
}

/** The events of a block of text. */
export function textBlock(index: number, ...texts: readonly string[]): readonly JsonObject[] {
  return blockEvents(index, { type: 'text', text: '' }, ...texts.map((text) => ({ type: 'text_delta', text })));
}

/** Events as they are written. */
export function written(events: readonly JsonObject[]): readonly string[] {
  return events.map((event) => `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}`);
}

/** An exchange of a message. */
export function messageExchange(parts: ExchangeParts) {
  return makeExchange({ url: MESSAGES_URL, headers: HEADERS, ...parts });
}

/** What Anthropic's spec reports above a note: `check place`. */
export function reported(parts: ExchangeParts, testCase: Partial<Case> = {}): readonly string[] {
  return reportedOfSteps([parts], testCase);
}

/** The same of a case whose steps were answered with these. */
export function reportedOfSteps(steps: readonly ExchangeParts[], testCase: Partial<Case> = {}): readonly string[] {
  const { divergences } = judge({
    case: makeCase({ specs: ['anthropic'], ...testCase }),
    spec: specOf('anthropic'),
    exchanges: steps.map((parts, step) => {
      const headers = { ...HEADERS, 'request-id': `req_${step + 1}`, ...parts.headers };
      return { ...messageExchange({ ...parts, headers }), id: step, step };
    }),
    controlWorks: true,
  });
  return divergences.filter(({ level }) => level !== 'note').map(({ check, at }) => `${check} ${generalPlace(at)}`);
}
