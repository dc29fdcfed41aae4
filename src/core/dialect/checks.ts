import type { Check } from './check.js';
import { openaiChatChecks } from './openai-chat/checks/index.js';

/** The checks of all dialects. A check runs only for specs whose claims name it. */
export const dialectChecks: readonly Check[] = [...openaiChatChecks];
