import type { Json, JsonObject } from '../../core/model/json.js';
import type { ChatRequest } from './chat-request.js';
import type { CompletedCall, CompletedChoice, Completion } from './completion.js';

/** The members that every body and chunk of one answer has. */
export interface Envelope {
  readonly id: string;
  /** Unix time in seconds. */
  readonly created: number;
  readonly model: string;
}

/** A chat completion with every member that any of the providers documents; the spec's schema cuts it to size. */
export function renderBody(completion: Completion, requested: ChatRequest, envelope: Envelope): JsonObject {
  return {
    id: envelope.id,
    object: 'chat.completion',
    created: envelope.created,
    model: envelope.model,
    choices: completion.choices.map((choice) => ({
      index: choice.index,
      message: renderMessage(choice),
      logprobs: renderLogprobs(choice.tokens, requested),
      finish_reason: choice.finish,
    })),
    usage: renderUsage(completion),
    system_fingerprint: 'fp_reference',
    service_tier: 'default',
  };
}

function renderMessage(choice: CompletedChoice): JsonObject {
  return {
    role: 'assistant',
    content: choice.calls.length > 0 ? null : choice.tokens.join(''),
    refusal: null,
    annotations: [],
    ...(choice.reasoning.length > 0 ? { reasoning_content: choice.reasoning.join('') } : {}),
    ...(choice.calls.length > 0 ? { tool_calls: choice.calls.map(renderCall) } : {}),
  };
}

const renderCall = (call: CompletedCall): JsonObject => ({
  id: call.id,
  type: 'function',
  function: { name: call.name, arguments: call.arguments },
});

/** Token counts, which add up. */
export function renderUsage({ promptTokens, completionTokens, reasoningTokens }: Completion): JsonObject {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** The log probabilities of these tokens if they were requested, otherwise null. */
export function renderLogprobs(tokens: readonly string[], requested: ChatRequest): Json {
  if (!requested.logprobs || tokens.length === 0) return null;
  return { content: tokens.map((token, i) => renderToken(token, i, requested.topLogprobs)), refusal: null };
}

function renderToken(token: string, position: number, top: number): JsonObject {
  const entry = (text: string, logprob: number): JsonObject => ({
    token: text,
    logprob,
    bytes: [...new TextEncoder().encode(text)],
  });
  const likely = -0.01 * ((position % 7) + 1);
  const others = Array.from({ length: Math.max(0, top - 1) }, (_, i) => entry(` other${i}`, likely - 2 - i));
  return { ...entry(token, likely), top_logprobs: top > 0 ? [entry(token, likely), ...others] : [] };
}
