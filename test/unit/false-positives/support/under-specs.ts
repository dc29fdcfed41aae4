import type { Hooks } from '../../../../src/reference/openai-chat/hooks.js';
import { RUNS_MANY } from '../../../support/property-runs.js';

/** OpenAI's spec has the most claims. */
const OTHERS = ['greenpt', 'cryptgpt', 'generalcompute', 'gpt-ge'] as const;

/** Every variant under OpenAI's spec, and every fourth one under another in turn; in CI each under all of them. */
export function underSpecs(
  variants: Readonly<Record<string, Hooks>>,
): readonly (readonly [spec: string, variant: string, hooks: Hooks])[] {
  return Object.entries(variants).flatMap(([variant, hooks], n) =>
    ['openai', ...OTHERS.filter((_, s) => RUNS_MANY || n % 16 === s * 4)].map(
      (spec) => [spec, variant, hooks] as const,
    ),
  );
}
