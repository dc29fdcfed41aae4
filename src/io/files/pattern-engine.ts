import { createRequire } from 'node:module';
import { setPatternEngine, type PatternEngine } from '../../core/schema/pattern.js';

const load = createRequire(import.meta.url);

/** Lets core load re2js when it matches the first pattern of a schema. */
export function providePatternEngine(): void {
  setPatternEngine(() => (load('re2js') as { readonly RE2JS: PatternEngine }).RE2JS);
}
