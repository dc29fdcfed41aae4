import type { Check } from '../dialect/check.js';
import { parallelToolCalls } from './calls/parallel-tool-calls.js';
import { toolCallLeak } from './calls/tool-call-leak.js';
import { toolCallName } from './calls/tool-call-name.js';
import { toolCallSchema } from './calls/tool-call-schema.js';
import { toolChoice } from './calls/tool-choice.js';
import { toolFinishReason } from './calls/tool-finish-reason.js';
import { errorMessage } from './errors/error-message.js';
import { errorStreamed } from './errors/error-streamed.js';
import { errorType } from './errors/error-type.js';
import { keyEcho } from './errors/key-echo.js';
import { requiredHeader } from './errors/required-header.js';
import { retryAfter } from './errors/retry-after.js';
import { answerForm } from './form/answer-form.js';
import { errorInOk } from './form/error-in-ok.js';
import { jsonDocument } from './form/json-document.js';
import { mediaType } from './form/media-type.js';
import { uniqueNames } from './form/unique-names.js';
import { contentCoding } from './http/content-coding.js';
import { contentLength } from './http/content-length.js';
import { contentTypeOnce } from './http/content-type-once.js';
import { headerOnce } from './http/header-once.js';
import { httpMessage } from './http/http-message.js';
import { noResponse } from './http/no-response.js';
import { incrementalDelivery } from './framing/incremental-delivery.js';
import { sseDataJson } from './framing/sse-data-json.js';
import { sseForms } from './framing/sse-forms.js';
import { sseFraming } from './framing/sse-framing.js';
import { sseTerminator } from './framing/sse-terminator.js';
import { sseUtf8 } from './framing/sse-utf8.js';
import { streamEnd } from './framing/stream-end.js';
import { streamError } from './framing/stream-error.js';
import { acceptance } from './outcome/acceptance.js';
import { mistakeStatus } from './outcome/mistake-status.js';
import { refusal } from './outcome/refusal.js';
import { requestForm } from './outcome/request-form.js';
import { successStatus } from './outcome/success-status.js';
import { schema } from './schema/schema.js';
import { undocumentedField } from './schema/undocumented-field.js';
import { answerNotEmpty } from './content/answer-not-empty.js';
import { answerOfAnother } from './content/answer-of-another.js';
import { answerRepeated } from './content/answer-repeated.js';
import { contentIncrements } from './content/content-increments.js';
import { decodedOnce } from './content/decoded-once.js';
import { finishLength } from './content/finish-length.js';
import { hiddenLimit } from './content/hidden-limit.js';
import { idUnique } from './content/id-unique.js';
import { maxTokens } from './content/max-tokens.js';
import { modelDefault } from './content/model-default.js';
import { modelEcho } from './content/model-echo.js';
import { modelsListed } from './content/models-listed.js';
import { promptTokens } from './content/prompt-tokens.js';
import { recovers } from './content/recovers.js';
import { specialTokens } from './content/special-tokens.js';
import { stop } from './content/stop.js';
import { streamedAlike } from './content/streamed-alike.js';
import { textAltered } from './content/text-altered.js';
import { textEscaped } from './content/text-escaped.js';
import { textComplete } from './content/text-complete.js';
import { usagePlausible } from './content/usage-plausible.js';
import { usagePresent } from './content/usage-present.js';
import { usageSum } from './content/usage-sum.js';
import { whiteSpace } from './content/white-space.js';

/** The rules of an error that is answered. */
export const errorChecks: readonly Check[] = [
  requiredHeader,
  retryAfter,
  errorType,
  errorMessage,
  keyEcho,
  errorStreamed,
];

/** The rules of an answer's form. */
export const formChecks: readonly Check[] = [mediaType, answerForm, jsonDocument, uniqueNames, errorInOk];

/** The rules of the HTTP message. */
export const httpChecks: readonly Check[] = [
  httpMessage,
  noResponse,
  contentLength,
  contentCoding,
  contentTypeOnce,
  headerOnce,
];

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

/** Whether a request was accepted or refused as documented. The first two run for every spec. */
export const outcomeChecks: readonly Check[] = [acceptance, refusal, mistakeStatus, requestForm, successStatus];

/** What the schemas of a spec say of a body or a chunk. These run for every spec. */
export const schemaChecks: readonly Check[] = [schema, undocumentedField];

/** The rules of tool calls. */
export const callChecks: readonly Check[] = [
  toolCallName,
  toolCallSchema,
  toolFinishReason,
  toolCallLeak,
  toolChoice,
  parallelToolCalls,
];

/** The rules of what an answer says. */
export const contentChecks: readonly Check[] = [
  idUnique,
  answerNotEmpty,
  contentIncrements,
  answerRepeated,
  answerOfAnother,
  stop,
  maxTokens,
  finishLength,
  hiddenLimit,
  usagePresent,
  usageSum,
  usagePlausible,
  modelDefault,
  modelEcho,
  modelsListed,
  specialTokens,
  whiteSpace,
  textEscaped,
  textAltered,
  textComplete,
  decodedOnce,
  streamedAlike,
  promptTokens,
  recovers,
];
