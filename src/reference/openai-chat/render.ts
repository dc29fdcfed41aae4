import { defined } from '../../core/model/defined.js';
import type { Json, JsonObject } from '../../core/model/json.js';
import type { ChatRequest } from './chat-request.js';
import type { Opening, CompletedCall, CompletedChoice, Completion } from './complete.js';
import { tokenize } from '../model.js';
import type { Spec } from '../../core/model/spec.js';
import type { Refusal } from './hooks.js';
import { fitsType, project, isObject } from '../sample.js';

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
    ...defined({
      reasoning_content: choice.reasoning.length > 0 ? choice.reasoning.join('') : undefined,
      tool_calls: choice.calls.length > 0 ? choice.calls.map(renderCall) : undefined,
    }),
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

/** How the documents of a provider cut a stream into chunks. */
export interface StreamStyle {
  readonly opening: Opening;
  /** Whether each call comes in one piece. */
  readonly wholeCalls: boolean;
  /** Whether the last chunk of the choices has the usage, requested or not. */
  readonly usageWithFinish: boolean;
}

/** One delta of a choice, with the tokens of text that it carries. */
interface Delta {
  readonly delta: JsonObject;
  readonly tokens: readonly string[];
}

/** The chunks of a stream, several choices taking turns, with every member that any provider documents. */
export function renderChunks(
  completion: Completion,
  requested: ChatRequest,
  envelope: Envelope,
  style: StreamStyle,
): readonly JsonObject[] {
  const frame = (choices: readonly JsonObject[]): JsonObject => ({
    id: envelope.id,
    object: 'chat.completion.chunk',
    created: envelope.created,
    model: envelope.model,
    system_fingerprint: 'fp_reference',
    service_tier: 'default',
    choices,
    ...defined({ usage: requested.includeUsage ? null : undefined }),
  });
  const turns = completion.choices.map((choice) => renderChoice(choice, requested, style));
  const longest = Math.max(0, ...turns.map((turn) => turn.length));
  const chunks = Array.from({ length: longest }, (_, i) => turns.flatMap((turn) => turn.slice(i, i + 1)))
    .flat()
    .map((choice) => frame([choice]));
  if (style.usageWithFinish) {
    return chunks.map((chunk, i) => (i === chunks.length - 1 ? { ...chunk, usage: renderUsage(completion) } : chunk));
  }
  return requested.includeUsage ? [...chunks, { ...frame([]), usage: renderUsage(completion) }] : chunks;
}

function renderChoice(choice: CompletedChoice, requested: ChatRequest, style: StreamStyle): readonly JsonObject[] {
  const render = (delta: JsonObject, tokens: readonly string[], finish: string | null): JsonObject => ({
    index: choice.index,
    delta,
    logprobs: renderLogprobs(tokens, requested),
    finish_reason: finish,
  });
  return [
    ...deltasOf(choice, style).map(({ delta, tokens }) => render(delta, tokens, null)),
    render({}, [], choice.finish),
  ];
}

function deltasOf(choice: CompletedChoice, { opening, wholeCalls }: StreamStyle): readonly Delta[] {
  const reasoning = choice.reasoning.map((token) => ({ delta: { reasoning_content: token }, tokens: [] }));
  if (choice.calls.length > 0) return [openCalls(opening), ...reasoning, ...callDeltas(choice, wholeCalls)];
  const words = choice.tokens.map((token) => ({ delta: { content: token }, tokens: [token] }));
  const [first, ...rest] = words;
  if (opening === 'first-words' && reasoning.length === 0 && first !== undefined) {
    return [{ delta: { role: 'assistant', ...first.delta }, tokens: first.tokens }, ...rest];
  }
  const role = opening === 'role' ? { role: 'assistant' } : { role: 'assistant', content: '' };
  return [{ delta: role, tokens: [] }, ...reasoning, ...words];
}

const openCalls = (opening: Opening): Delta => ({
  delta: opening === 'role' ? { role: 'assistant' } : { role: 'assistant', content: null },
  tokens: [],
});

function callDeltas({ calls }: CompletedChoice, isWhole: boolean): readonly Delta[] {
  if (isWhole)
    return calls.map((call, index) => ({ delta: { tool_calls: [{ index, ...renderCall(call) }] }, tokens: [] }));
  return calls.flatMap((call, index) => [
    {
      delta: { tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } }] },
      tokens: [],
    },
    ...tokenize(call.arguments).map((piece) => ({
      delta: { tool_calls: [{ index, function: { arguments: piece } }] },
      tokens: [],
    })),
  ]);
}

/** The error body as the spec documents it; OpenAI's envelope if it documents none. */
export function renderError(refusal: Refusal, spec: Spec, requestId: string): JsonObject {
  const schema = spec.schemas.error;
  const { message, type } = refusal;
  if (schema === undefined) return { error: { message, type, param: refusal.param, code: refusal.code } };
  const isFlat = hasProperty(schema, 'message') && !hasProperty(schema, 'error');
  const envelope = (code: string | number | null, param: string | null): JsonObject =>
    isFlat
      ? { object: 'error', message, type, param, code, requestId }
      : { error: { message, type, param, code }, requestId };
  const candidates = [
    envelope(refusal.code, refusal.param),
    envelope(refusal.code, refusal.param ?? ''),
    envelope(refusal.status, refusal.param ?? ''),
  ];
  const fitting = candidates.find((candidate) => fitsDeep(candidate, schema, schema)) ?? candidates[0];
  const projected = project(fitting ?? {}, schema, schema);
  return isObject(projected) ? projected : {};
}

const hasProperty = ({ properties }: JsonObject, name: string): boolean =>
  isObject(properties) && Object.hasOwn(properties, name);

/** Whether every documented member that is there has a documented type. */
function fitsDeep(value: JsonObject, schema: JsonObject, root: JsonObject): boolean {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  return Object.entries(properties).every(([name, property]) => {
    const member = value[name];
    if (member === undefined) return true;
    if (!fitsType(member, property, root)) return false;
    return !isObject(member) || !isObject(property) || fitsDeep(member, property, root);
  });
}
