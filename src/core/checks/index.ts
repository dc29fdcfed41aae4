import type { Check } from './check.js';
import { errorChecks } from './errors/index.js';
import { formChecks } from './form/index.js';
import { framingChecks } from './framing/index.js';
import { httpChecks } from './http/index.js';
import { meaningChecks } from './meaning/index.js';
import { outcomeChecks } from './outcome/index.js';
import { schemaChecks } from './schema/index.js';
import { sequenceChecks } from './sequence/index.js';
import { toolChecks } from './tools/index.js';

/** Every check there is. A check that is not listed here does not exist. */
export const checks: readonly Check[] = [
  ...outcomeChecks,
  ...httpChecks,
  ...formChecks,
  ...framingChecks,
  ...schemaChecks,
  ...errorChecks,
  ...sequenceChecks,
  ...toolChecks,
  ...meaningChecks,
];
