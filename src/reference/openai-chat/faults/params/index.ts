import { refusedForms } from './forms.js';
import { ignoredParameters } from './ignored.js';
import { refusedParameters } from './refused.js';

/** Faults of parameters. */
export const paramFaults = [...refusedParameters, ...refusedForms, ...ignoredParameters];
