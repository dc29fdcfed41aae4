import type { JsonObject } from '../../model/json.js';
import { asArray, asObject, asString, sortedJson } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import type { Prompt, PromptMessage } from '../requested.js';

/** Members that are read by themselves, and parameters that no chat template sees. */
const OUTSIDE_PROMPT: ReadonlySet<string> = new Set([
  'messages',
  'tools',
  'model',
  'stream',
  'stream_options',
  'n',
  'max_tokens',
  'max_completion_tokens',
  'stop',
  'temperature',
  'top_p',
  'top_k',
  'frequency_penalty',
  'presence_penalty',
  'repetition_penalty',
  'logit_bias',
  'logprobs',
  'top_logprobs',
  'seed',
  'user',
  'store',
  'metadata',
  'service_tier',
  'prompt_cache_key',
  'safety_identifier',
]);

/** Reads the prompt of a request body. */
export function readPrompt(body: JsonObject): Prompt {
  const context = Object.entries(body).filter(([name, value]) => !OUTSIDE_PROMPT.has(name) && value !== null);
  return {
    messages: asArray(body['messages']).map((message) => readMessage(asObject(message) ?? {})),
    tools: asArray(body['tools']).map((tool) => sortedJson(tool)),
    context: sortedJson(Object.fromEntries(context)),
  };
}

function readMessage({ role, content, ...rest }: JsonObject): PromptMessage {
  const parts = asArray(content);
  const texts = parts.map((part) => asString(member(part, 'text')));
  return {
    role: asString(role) ?? '',
    text: asString(content) ?? texts.join(''),
    parts: parts.length,
    media: parts.filter((_, n) => texts[n] === null).map((part) => sortedJson(part)),
    rest: sortedJson(rest),
  };
}
