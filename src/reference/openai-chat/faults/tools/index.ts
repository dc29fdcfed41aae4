import { callArguments } from './arguments.js';
import { toolChoices } from './choice.js';
import { callFinishes } from './finish.js';
import { pieces } from './pieces.js';

/** Faults of tool calls. */
export const toolFaults = [...pieces, ...callArguments, ...toolChoices, ...callFinishes];
