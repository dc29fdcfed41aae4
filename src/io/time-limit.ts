import { Script } from 'node:vm';
import { judgingTimedOut } from '../core/judge/judge-safely.js';
import type { Judgement } from '../core/judge/judgement.js';
import type { CaseResult } from '../core/model/case-result.js';

/** The property of the global object with the work. A script sees nothing else of this file. */
const NAME = 'llm-conformance.work';
/** After so many milliseconds of judging, requests and responses come first again. */
const SLICE = 5;

const script = new Script(`globalThis[Symbol.for('${NAME}')]()`, { filename: 'time-limit' });

/**
 * Does synchronous work. After so many milliseconds the engine interrupts it in whatever loop it is. The work must not
 * change anything that is used afterwards: an interrupted function does not execute its `finally`.
 * @returns null if it was interrupted
 */
export function withTimeLimit<T>(work: () => T, ms: number): { readonly value: T } | null {
  const key = Symbol.for(NAME);
  let done: { readonly value: T } | null = null;
  const start = (): void => {
    done = { value: work() };
  };
  const outer = Object.getOwnPropertyDescriptor(globalThis, key);
  Object.defineProperty(globalThis, key, { value: start, configurable: true });
  try {
    script.runInThisContext({ timeout: Math.max(1, Math.ceil(ms)) });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  } finally {
    if (outer === undefined) Reflect.deleteProperty(globalThis, key);
    else Object.defineProperty(globalThis, key, outer);
  }
  return done;
}

/**
 * Judges until `SLICE` has passed or nothing is left, each judgement within a time limit. The result of an interrupted
 * judgement is inconclusive. Judgements share a timer, because the engine starts a thread for it: that takes as much
 * processor time as judging a small response.
 * @param judgements at least one
 * @returns the results of the first judgements, at least of one
 */
export function judgeInTime(
  judge: (judgement: Judgement) => CaseResult,
  judgements: readonly Judgement[],
  ms: number,
): readonly CaseResult[] {
  const results: CaseResult[] = [];
  let begun = 0;
  const until = performance.now() + SLICE;
  withTimeLimit(() => {
    for (const judgement of judgements) {
      begun += 1;
      results.push(judge(judgement));
      if (performance.now() >= until) break;
    }
  }, ms + SLICE);
  const interrupted = judgements[results.length];
  if (begun > results.length && interrupted !== undefined) results.push(judgingTimedOut(interrupted, ms));
  return results;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
