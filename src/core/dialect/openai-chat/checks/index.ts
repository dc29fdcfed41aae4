import type { Check } from '../../check.js';
import { memberChecks } from './content/index.js';
import { streamChecks } from './stream/index.js';
import { toolChecks } from './tools/index.js';

/** The checks that only chat completions have. */
export const openaiChatChecks: readonly Check[] = [...streamChecks, ...toolChecks, ...memberChecks];
