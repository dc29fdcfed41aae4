/** Features that a spec of chat completions can promise, in addition to the common ones. */
export const FEATURES: readonly string[] = [
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
  // The message of a response is sent back as it was received.
  'returned-message',
  // An assistant message with tool calls may have null content.
  'null-content',
  // It may have no content at all.
  'omitted-content',
  'tool-content-parts',
  'tools-without-parameters',
  'strict-tools',
  'tool-schema-keywords',
  'system-message',
  'system-content-parts',
  'developer-message',
  'message-name',
  // The last message of a conversation may be the assistant's.
  'last-assistant-message',
  'assistant-content-parts',
  'content-parts',
  'image-parts',
  'response_format.json_object',
  'response_format.json_schema',
  // The schema is a member of response_format itself.
  'response_format.schema',
  'logprobs',
  'top_logprobs',
  'stop',
  'stop-array',
  'n',
  'reasoning-off',
  // Null means the same as a parameter that is left out.
  'nullable',
];
