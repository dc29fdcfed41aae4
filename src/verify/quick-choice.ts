import type { Case } from '../core/model/case.js';
import type { RunEvent } from '../core/model/event.js';
import type { Spec } from '../core/model/spec.js';
import { makePlan, MOST_REQUESTS } from '../core/plan/make-plan.js';
import { openSuites } from '../io/files/load-suites.js';
import { chooseQuickCases } from '../run/quick-cases.js';

/**
 * The cases that a quick run of the recorded selection chooses. Null if the run was not quick, or chose from another number of
 * cases than a run with or without --all: `--max-requests` is not recorded.
 * @param specs all specs that are known here
 * @param ownSuites folders of the user's suites
 */
export async function quickChoiceOf(
  events: readonly RunEvent[],
  specs: readonly Spec[],
  ownSuites: readonly string[] | undefined,
): Promise<readonly Case[] | null> {
  const [run] = events;
  if (run?.type !== 'run' || run.selection?.quickOf === undefined) return null;
  const { suites: names = [], only = [], limitParameter, headers, quickOf } = run.selection;
  const own = run.specs.flatMap(({ id, sha256 }) => specs.filter((spec) => spec.id === id && spec.sha256 === sha256));
  if (own.length < run.specs.length) return null;
  const { suites, digest, errors } = await openSuites(ownSuites);
  if (errors.length > 0) return null;
  for (const mostRequests of [MOST_REQUESTS, Number.POSITIVE_INFINITY]) {
    const selection = { suites: names, only };
    const plan = makePlan({
      specs: own,
      suites,
      selection,
      model: run.target.model ?? '',
      limitParameter,
      headers,
      mostRequests,
    });
    if (!plan.ok || plan.value.cases.length !== quickOf) continue;
    const choose = chooseQuickCases(plan.value, own, digest, limitParameter);
    return choose(plan.value).cases;
  }
  return null;
}
