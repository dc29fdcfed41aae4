import type { Check } from '../../dialect/check.js';
import { incrementalDelivery } from './incremental-delivery.js';
import { sseDataJson } from './sse-data-json.js';
import { sseForms } from './sse-forms.js';
import { sseFraming } from './sse-framing.js';
import { sseTerminator } from './sse-terminator.js';
import { sseUtf8 } from './sse-utf8.js';
import { streamEnd } from './stream-end.js';
import { streamError } from './stream-error.js';

/** The rules of an event stream. */
export const framingChecks: readonly Check[] = [
  sseFraming,
  sseDataJson,
  sseUtf8,
  sseTerminator,
  streamEnd,
  streamError,
  incrementalDelivery,
  sseForms,
];
