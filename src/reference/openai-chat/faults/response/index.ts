import { bodyUsage } from './usage.js';
import { messages } from './message.js';
import { names } from './names.js';
import { finishReasons } from './finish.js';

/** Faults of bodies. */
export const responseFaults = [...finishReasons, ...messages, ...names, ...bodyUsage];
