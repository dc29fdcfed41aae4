import type { Check } from '../check.js';
import { incrementalDelivery } from './incremental-delivery.js';
import { sseDataJson } from './sse-data-json.js';
import { sseEventNames } from '../../dialect/openai-chat/checks/stream/sse-event-names.js';
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
  sseEventNames,
  incrementalDelivery,
  sseForms,
];
