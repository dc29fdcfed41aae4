import type { Hooks } from '../../../../src/reference/openai-chat/hooks.js';
import { RUNS_MANY } from '../../../support/property-runs.js';

/** OpenAI's spec has the most claims. */
const OTHERS = ['greenpt', 'cryptgpt', 'generalcompute', 'gpt-ge'] as const;

type Row = readonly [spec: string, variant: string, hooks: Hooks, number: number];

/** Every variant under OpenAI's spec, numbered. */
export function underOpenAI(variants: Readonly<Record<string, Hooks>>): readonly Row[] {
  return Object.entries(variants).map(([variant, hooks], n) => ['openai', variant, hooks, n] as const);
}

/** Every variant under OpenAI's spec, and every fourth one under another in turn; in CI each under all of them. */
export function underSpecs(variants: Readonly<Record<string, Hooks>>): readonly Row[] {
  return underOpenAI(variants).flatMap(([first, variant, hooks, n]) =>
    [first, ...OTHERS.filter((_, s) => RUNS_MANY || n % 16 === s * 4)].map(
      (spec) => [spec, variant, hooks, n] as const,
    ),
  );
}
