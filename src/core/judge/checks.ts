import { contentChecks } from '../checks/content/index.js';
import { errorChecks } from '../checks/errors/index.js';
import { formChecks } from '../checks/form/index.js';
import { framingChecks } from '../checks/framing/index.js';
import { httpChecks } from '../checks/http/index.js';
import { outcomeChecks } from '../checks/outcome/index.js';
import { schemaChecks } from '../checks/schema/index.js';
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
  ...contentChecks,
];
