import type { Check } from '../../../checks/check.js';
import { sequenceChecks } from './stream/index.js';
import { toolChecks } from './tools/index.js';

/** The checks of streams and tool calls that only chat completions have. */
export const openaiChatChecks: readonly Check[] = [...sequenceChecks, ...toolChecks];
