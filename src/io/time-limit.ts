import { Script } from 'node:vm';
import { judgingTimedOut } from '../core/judge/judge-safely.js';
import type { Judgement } from '../core/judge/judge.js';
import type { CaseResult } from '../core/model/case-result.js';

/** The property of the global object with the work. A script sees nothing else of this file. */
const NAME = 'llm-conformance.work';
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

/** Judges within a time limit. The result of an interrupted judgement is inconclusive. */
export function judgeInTime(judge: (judgement: Judgement) => CaseResult, judgement: Judgement, ms: number): CaseResult {
  return withTimeLimit(() => judge(judgement), ms)?.value ?? judgingTimedOut(judgement, ms);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
