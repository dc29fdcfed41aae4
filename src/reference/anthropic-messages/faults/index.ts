import type { Fault } from '../../fault.js';
import type { Hooks } from '../hooks.js';
import { deltaFaults } from './deltas.js';
import { errorFaults } from './errors.js';
import { messageFaults } from './message.js';
import { refusedFaults } from './refused.js';
import { streamFaults } from './stream.js';
import { toolFaults } from './tools.js';
import { witnessFaults } from './witnesses.js';

/** All faults of the Messages API. */
export const faults: readonly Fault<Hooks>[] = [
  ...streamFaults,
  ...deltaFaults,
  ...messageFaults,
  ...toolFaults,
  ...witnessFaults,
  ...errorFaults,
  ...refusedFaults,
];
