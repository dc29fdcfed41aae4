import type { RunEvent } from '../core/model/event.js';
import type { CaseResult } from '../core/model/case-result.js';
import { clean, cleanText } from '../core/report/clean.js';
import { compareBaseline } from '../core/report/compare-baseline.js';
import { describeBaseline } from '../core/report/describe-baseline.js';
import { resultKey } from '../core/report/divergence-key.js';
import { makeReport } from '../core/report/make-report.js';
import { run } from '../run/run.js';
import type { OpenTests } from './open-tests.js';
import { failsGate, type Gate } from '../core/report/judge-run.js';
import { divergenceText } from '../reporters/words.js';

/** A run under way, as tests wait for it. */
export interface StartedRun {
  /**
   * What a spec says of a case, as soon as it is known. Rejects if the case was not run. If the run stopped, only the first
   * such case rejects with the reason; the others are null.
   */
  result(caseId: string, spec: string): Promise<CaseResult | null>;
  /** The stale entries of the baseline in words, when all is known. */
  stale(): Promise<readonly string[]>;
}

/** Sends the cases that are wanted, and the control case. */
export function startRun({ options, baseline }: OpenTests, wanted: ReadonlySet<string>): StartedRun {
  const cases = options.plan.cases.filter(({ id }, n) => n === 0 || wanted.has(id));
  const results = new Map<string, CaseResult>();
  const events: RunEvent[] = [];
  const waiting = new Set<() => void>();
  let over: { readonly why: string; readonly stopped: boolean } | null = null;
  let isExplained = false;
  const wakeAll = (): void => {
    const woken = [...waiting];
    waiting.clear();
    for (const wake of woken) wake();
  };
  const follow = async (): Promise<void> => {
    if (baseline !== null) events.push({ type: 'baseline', baseline });
    for await (const event of run({ ...options, plan: { cases, omitted: [] } })) {
      events.push(event);
      // Test runners print it in workflow logs.
      if (event.type === 'result') results.set(resultKey(event.result), clean(event.result));
      if (event.type === 'end') {
        const { stopped } = event;
        over = { why: cleanText(stopped?.detail ?? 'the run ended without it'), stopped: stopped !== undefined };
      }
      wakeAll();
    }
  };
  const followed = follow().catch((error: unknown) => {
    over = { why: cleanText(error instanceof Error ? (error.stack ?? error.message) : String(error)), stopped: true };
    wakeAll();
  });
  const startedAt = (): string => events.flatMap((event) => (event.type === 'run' ? [event.startedAt] : []))[0] ?? '';
  return {
    async result(caseId, spec) {
      const key = resultKey({ case: caseId, spec });
      for (;;) {
        const result = results.get(key);
        if (result !== undefined) return compareBaseline([result], baseline, startedAt()).results[0] ?? result;
        if (over?.stopped === true && isExplained) return null;
        isExplained = over !== null;
        if (over !== null) throw withoutStack(new Error(`${caseId} was not run: ${over.why}`));
        await new Promise<void>((resolve) => {
          waiting.add(resolve);
        });
      }
    },
    async stale() {
      await followed;
      const report = makeReport(events);
      const words = report === null ? null : describeBaseline(report);
      return (words?.lines ?? [])
        .filter(({ fails }) => fails)
        .map(({ entry, says }) => cleanText(`${baseline?.file ?? ''}:${entry.lines.first}: ${says}`));
    },
  };
}

/** As much of vitest's suites as is looked at. */
interface TaskTree {
  readonly name: string;
  readonly mode: string;
  readonly tasks?: readonly TaskTree[];
}

/** The names of the tests in a suite that vitest is going to run; they are the ids of cases. */
export function wantedCases(suite: TaskTree | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  const look = ({ name, mode, tasks }: TaskTree): void => {
    if (tasks !== undefined) for (const task of tasks) look(task);
    else if (mode !== 'skip' && mode !== 'todo') names.add(name);
  };
  if (suite !== undefined) look(suite);
  return names;
}

/** The divergences of a result that fail its test, as an error to throw; null if none does. */
export function whyFailed({ divergences, case: id, spec }: CaseResult, gate: Gate): Error | null {
  const failing = divergences.filter((divergence) => failsGate(divergence, gate));
  if (failing.length === 0) return null;
  const error = new Error(`${id} diverges from ${spec}\n\n${failing.map(divergenceText).join('\n\n')}`);
  error.name = 'Divergence';
  return withoutStack(error);
}

/** Where an error was thrown says nothing about the endpoint. */
function withoutStack(error: Error): Error {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

/** Why a test that did not fail shows nothing good either; null if its case conforms. */
export function whySkipped({ divergences, inconclusive }: CaseResult): string | null {
  if (inconclusive !== null) return `inconclusive, ${inconclusive.reason}: ${inconclusive.detail}`;
  const tolerated = divergences.filter(({ level }) => level !== 'note');
  if (tolerated.length === 0) return null;
  return `diverges, which does not fail the test:\n${tolerated.map(divergenceText).join('\n\n')}`;
}
