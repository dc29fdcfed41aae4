import type { Check } from './check.js';
import { anthropicMessagesChecks } from './anthropic-messages/checks/index.js';
import { openaiChatChecks } from './openai-chat/checks/index.js';

/** The checks that only one dialect has, by its id. */
export const checksByDialect: ReadonlyMap<string, readonly Check[]> = new Map([
  ['openai-chat', openaiChatChecks],
  ['anthropic-messages', anthropicMessagesChecks],
]);
