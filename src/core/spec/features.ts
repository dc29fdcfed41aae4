/**
 * The features that a spec can document, beside the parameters of its request schema and `auth.<scheme>` for each of
 * its schemes. A case that needs an undocumented feature is omitted.
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
  // An assistant message with tool calls may have the content null.
  'null-content',
  // It may have no content.
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
  // The form of errors for every path and method.
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
  // A parameter that is null counts as left out.
  'nullable',
  // Some models may refuse parameters: such a refusal, identified by its code, is no divergence.
  'models-differ',
];
