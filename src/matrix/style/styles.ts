import { BASE_STYLE } from './base.js';
import { EVIDENCE_STYLE } from './evidence.js';
import { TABLE_STYLE } from './table.js';

/** The style sheets of a page, whole in the page itself: nothing is loaded from elsewhere. */
export const MATRIX_STYLES: readonly string[] = [BASE_STYLE, TABLE_STYLE];
export const EVIDENCE_STYLES: readonly string[] = [BASE_STYLE, EVIDENCE_STYLE];
