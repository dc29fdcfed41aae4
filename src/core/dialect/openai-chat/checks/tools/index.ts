import type { Check } from '../../../check.js';
import { legacyFunctionCall } from './legacy-function-call.js';
import { parallelToolCalls } from './parallel-tool-calls.js';
import { toolCallArguments } from './tool-call-arguments.js';
import { toolCallId } from './tool-call-id.js';
import { toolCallIndex } from './tool-call-index.js';
import { toolCallLeak } from './tool-call-leak.js';
import { toolCallName } from './tool-call-name.js';
import { toolCallOpening } from './tool-call-opening.js';
import { toolCallSchema } from './tool-call-schema.js';
import { toolCallsEmpty } from './tool-calls-empty.js';
import { toolCallsTogether } from './tool-calls-together.js';
import { toolChoice } from './tool-choice.js';
import { toolFinishReason } from './tool-finish-reason.js';

/** The rules of tool calls. */
export const toolChecks: readonly Check[] = [
  toolCallOpening,
  toolCallIndex,
  toolCallId,
  toolCallName,
  toolCallArguments,
  toolCallSchema,
  toolCallsEmpty,
  toolFinishReason,
  toolCallLeak,
  toolChoice,
  parallelToolCalls,
  toolCallsTogether,
  legacyFunctionCall,
];
