import { characters } from './characters.js';
import { finishing } from './finish.js';
import { identity } from './identity.js';
import { shapes } from './shape.js';
import { streamedUsage } from './usage.js';

/** Faults of chunks, alone and in sequence. */
export const chunkFaults = [...identity, ...shapes, ...finishing, ...streamedUsage, ...characters];
