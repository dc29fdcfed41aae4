import type { CaseResult } from '../../src/core/model/case-result.js';
import { chatSpec } from './chat-spec.js';
import type { ExchangeParts } from './exchange.js';
import { judgeExchange, reportsIn } from './judge-exchange.js';
import type { SpecParts } from './spec.js';

const DONE = 'data: [DONE]';

/** Judges a stream of these chunks, ended by the terminator, under a spec that documents everything. */
export function judgeStream(
  chunks: readonly unknown[],
  parameters: object = {},
  more: ExchangeParts = {},
  spec: SpecParts = chatSpec,
): CaseResult {
  const request = { model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream: true, ...parameters };
  return judgeExchange({ sse: [...chunks, DONE], request, ...more }, { spec });
}

/** The divergences of such a stream, a line each. */
export function streamReports(...given: Parameters<typeof judgeStream>): readonly string[] {
  return reportsIn(judgeStream(...given));
}
