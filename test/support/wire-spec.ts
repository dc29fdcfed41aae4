import { chatSpec } from './chat-spec.js';
import { judgeExchange, reportsIn, type Judged } from './judge-exchange.js';
import type { ExchangeParts } from './exchange.js';
import type { SpecParts } from './spec.js';

const { 'error-type': _, 'required-header': __, ...others } = chatSpec.checks ?? {};

/** The spec that documents nearly everything (error types and headers left open), with every check of the message, the form and the framing bound. */
export const wireSpec: SpecParts = {
  ...chatSpec,
  checks: {
    ...others,
    'http-message': {},
    'content-length': {},
    'content-type-once': {},
    'content-coding': {},
    'no-response': {},
    'media-type': [{ form: 'json' }, { form: 'stream' }, { form: 'error' }],
    'answer-form': {},
    'json-document': [{ form: 'json' }, { form: 'error' }],
    'unique-names': {},
    'error-in-ok': {},
    'sse-framing': {},
    'sse-data-json': {},
    'sse-utf8': {},
    'sse-terminator': { data: '[DONE]' },
    'stream-end': {},
    'stream-error': {},
    'sse-event-names': {},
    'incremental-delivery': {},
    'sse-forms': {},
  },
};

/** The divergences of an exchange, a line each: `check kind place`. */
export function wireReports(exchange: ExchangeParts, given: Judged = {}): readonly string[] {
  return reportsIn(judgeExchange(exchange, { spec: wireSpec, ...given }));
}
