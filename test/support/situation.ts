import type { CheckInput } from '../../src/core/dialect/check.js';
import type { Case } from '../../src/core/model/case.js';
import type { ExchangeParts } from './exchange.js';

/** An answer in its case. `earlier` are the exchanges of the steps before it. */
export interface Situation extends ExchangeParts {
  readonly testCase?: Partial<Case>;
  readonly earlier?: readonly ExchangeParts[];
  /** The texts that all prompts of the run dictate. */
  readonly dictated?: CheckInput['dictated'];
}
