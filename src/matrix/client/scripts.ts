import { enhanceCompare } from './enhance-compare.js';
import { enhanceEvidence } from './enhance-evidence.js';
import { enhanceList } from './enhance-list.js';
import { enhanceMatrix } from './enhance-matrix.js';

/** A function as the script of a page. It must refer to nothing outside itself. */
const script = (run: () => void): string => `(${String(run)})();`;

export const MATRIX_SCRIPT = script(enhanceMatrix);
export const FILTER_SCRIPT = script(enhanceList);
export const COMPARE_SCRIPT = script(enhanceCompare);
export const COPY_SCRIPT = script(enhanceEvidence);
export const RUN_SCRIPT = `${script(enhanceList)}${script(enhanceEvidence)}`;
