import type { Hooks } from '../../../../src/reference/openai-chat/hooks.js';
import { RUNS_MANY } from '../../../support/property-runs.js';

/** OpenAI's spec has the most claims. */
const OTHERS = ['greenpt', 'cryptgpt', 'generalcompute', 'gpt-ge'] as const;

/** Every variant under OpenAI's spec and under one of the others in turn; in CI under each of them. */
export function underSpecs(
  variants: Readonly<Record<string, Hooks>>,
): readonly (readonly [spec: string, variant: string, hooks: Hooks])[] {
  return Object.entries(variants).flatMap(([variant, hooks], n) =>
    ['openai', ...OTHERS.filter((_, s) => RUNS_MANY || s === n % OTHERS.length)].map(
      (spec) => [spec, variant, hooks] as const,
    ),
  );
}
