import type { Fault } from '../../fault.js';
import type { Hooks } from '../hooks.js';
import { authFaults } from './auth/index.js';
import { chunkFaults } from './chunk/index.js';
import { errorFaults } from './errors/index.js';
import { headerFaults } from './headers/index.js';
import { paramFaults } from './params/index.js';
import { responseFaults } from './response/index.js';
import { sseFaults } from './sse/index.js';
import { toolFaults } from './tools/index.js';

/** Every fault of the reference provider. */
export const faults: readonly Fault<Hooks>[] = [
  ...sseFaults,
  ...chunkFaults,
  ...toolFaults,
  ...responseFaults,
  ...paramFaults,
  ...errorFaults,
  ...authFaults,
  ...headerFaults,
];
