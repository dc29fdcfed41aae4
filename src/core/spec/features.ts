/**
 * What a spec can promise beyond the parameters of its request schema and `auth.<scheme>` for each scheme of its own. A
 * case that needs one of these is left out where no claim promises it.
 */
export const FEATURES: readonly string[] = [
  'endpoint',
  'stream',
  'stream-usage',
  'stream-default',
  'tools',
  'tool_choice.auto',
  'tool_choice.required',
  'tool_choice.named',
  'tool_choice.none',
  'parallel-tool-calls',
  'parallel_tool_calls',
  'tool-messages',
  // That a message beside its calls may have null for content, as the answer had that it repeats.
  'null-content',
  // That it may have no content at all.
  'omitted-content',
  'tool-content-parts',
  'tools-without-parameters',
  'strict-tools',
  'tool-schema-keywords',
  'system-message',
  'system-content-parts',
  'developer-message',
  'message-name',
  'content-parts',
  'image-parts',
  'model-optional',
  'models-list',
  'errors',
  // What errors look like, whatever path and method were asked.
  'errors-everywhere',
  'auth-required',
  'auth.scheme-case',
  'json-charset',
  'response_format.json_object',
  'response_format.json_schema',
  'logprobs',
  'top_logprobs',
  'stop',
  'stop-array',
  'n',
  'reasoning-off',
  // That null stands for a parameter that is left out.
  'nullable',
  // That parameters may be refused by some models: such a refusal, told by its code, breaks no word.
  'models-differ',
];
