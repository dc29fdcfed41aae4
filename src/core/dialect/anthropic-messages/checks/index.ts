import type { Check } from '../../check.js';
import { cacheUsage } from './content/cache-usage.js';
import { forcedCallFirst } from './content/forced-call-first.js';
import { prefillContinued } from './content/prefill-continued.js';
import { stopSequence } from './content/stop-sequence.js';
import { thinkingBlocks } from './content/thinking-blocks.js';
import { tokenCount } from './content/token-count.js';
import { toolUseId } from './content/tool-use-id.js';
import { toolUseInput } from './content/tool-use-input.js';
import { errorAsText } from './errors/error-as-text.js';
import { errorStatus } from './errors/error-status.js';
import { rateLimitHeaders } from './errors/rate-limit-headers.js';
import { requestId } from './errors/request-id.js';
import { blockDeltas } from './stream/block-deltas.js';
import { blockIndex } from './stream/block-index.js';
import { blockLifecycle } from './stream/block-lifecycle.js';
import { deltaType } from './stream/delta-type.js';
import { errorEvent } from './stream/error-event.js';
import { eventName } from './stream/event-name.js';
import { eventOrder } from './stream/event-order.js';
import { messageDelta } from './stream/message-delta.js';
import { messageStart } from './stream/message-start.js';
import { thinkingSignature } from './stream/thinking-signature.js';
import { usageCumulative } from './stream/usage-cumulative.js';

/** The checks that only the Messages API has. */
export const anthropicMessagesChecks: readonly Check[] = [
  errorEvent,
  eventName,
  eventOrder,
  messageStart,
  messageDelta,
  blockLifecycle,
  blockIndex,
  blockDeltas,
  deltaType,
  thinkingSignature,
  toolUseInput,
  toolUseId,
  usageCumulative,
  stopSequence,
  thinkingBlocks,
  prefillContinued,
  forcedCallFirst,
  cacheUsage,
  tokenCount,
  requestId,
  rateLimitHeaders,
  errorStatus,
  errorAsText,
];
