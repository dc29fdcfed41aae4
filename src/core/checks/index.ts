import type { Check } from './check.js';
import { errorChecks } from './errors/index.js';
import { formChecks } from './form/index.js';
import { framingChecks } from './framing/index.js';
import { httpChecks } from './http/index.js';
import { meaningChecks } from './content/index.js';
import { outcomeChecks } from './outcome/index.js';
import { schemaChecks } from './schema/index.js';
import { dialectChecks } from '../dialect/checks.js';

/** Every check there is. A check that is not listed here does not exist. */
export const checks: readonly Check[] = [
  ...outcomeChecks,
  ...httpChecks,
  ...formChecks,
  ...framingChecks,
  ...schemaChecks,
  ...errorChecks,
  ...dialectChecks,
  ...meaningChecks,
];
