import type { Check } from '../../dialect/check.js';
import { schema } from './schema.js';
import { undocumentedField } from './undocumented-field.js';

/** What the schemas of a spec say of a body or a chunk. These run for every spec. */
export const schemaChecks: readonly Check[] = [schema, undocumentedField];
