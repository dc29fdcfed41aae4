import type { Check } from '../check.js';
import { answerForm } from './answer-form.js';
import { errorInOk } from './error-in-ok.js';
import { jsonDocument } from './json-document.js';
import { mediaType } from './media-type.js';

/** The rules of an answer's form. */
export const formChecks: readonly Check[] = [mediaType, answerForm, jsonDocument, errorInOk];
