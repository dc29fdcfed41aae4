import type { Check } from '../../../check.js';
import { afterFinish } from './after-finish.js';
import { choiceIndex } from './choice-index.js';
import { choicesComplete } from './choices-complete.js';
import { chunkConstant } from './chunk-constant.js';
import { chunkRole } from './chunk-role.js';
import { contentIncrements } from './content-increments.js';
import { emptyChoices } from './empty-choices.js';
import { finalChunkEmpty } from './final-chunk-empty.js';
import { finishOnce } from './finish-once.js';
import { splitCharacter } from './split-character.js';
import { sseEventNames } from './sse-event-names.js';
import { usageChunk } from './usage-chunk.js';
import { usageUnasked } from './usage-unasked.js';

/** The rules of chunks in their sequence. */
export const streamChecks: readonly Check[] = [
  sseEventNames,
  chunkConstant,
  choiceIndex,
  chunkRole,
  contentIncrements,
  finishOnce,
  afterFinish,
  finalChunkEmpty,
  choicesComplete,
  usageChunk,
  usageUnasked,
  emptyChoices,
  splitCharacter,
];
