import {
  callChecks,
  contentChecks,
  errorChecks,
  formChecks,
  framingChecks,
  httpChecks,
  outcomeChecks,
  schemaChecks,
} from '../checks/index.js';
import type { Check } from '../dialect/check.js';
import { dialectChecks } from '../dialect/checks.js';

/** Every check there is, in the order in which they run. A check that is not listed here does not exist. */
export const checks: readonly Check[] = [
  ...outcomeChecks,
  ...httpChecks,
  ...formChecks,
  ...framingChecks,
  ...schemaChecks,
  ...errorChecks,
  ...dialectChecks,
  ...callChecks,
  ...contentChecks,
];
