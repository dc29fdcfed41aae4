import type { Check } from '../../dialect/check.js';
import { answerForm } from './answer-form.js';
import { errorInOk } from './error-in-ok.js';
import { jsonDocument } from './json-document.js';
import { mediaType } from './media-type.js';
import { uniqueNames } from './unique-names.js';

/** The rules of an answer's form. */
export const formChecks: readonly Check[] = [mediaType, answerForm, jsonDocument, uniqueNames, errorInOk];
