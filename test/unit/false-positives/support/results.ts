import { dictatedTexts } from '../../../../src/core/judge/dictated-texts.js';
import { judge } from '../../../../src/core/judge/judge.js';
import type { Case } from '../../../../src/core/model/case.js';
import type { Exchange } from '../../../../src/core/model/exchange.js';
import type { CaseResult } from '../../../../src/core/model/case-result.js';
import { generalPlace } from '../../../../src/core/wire/place.js';
import type { Fault } from '../../../../src/reference/fault.js';
import type { Hooks } from '../../../../src/reference/openai-chat/hooks.js';
import { makeInProcess } from '../../../support/in-process-reference.js';
import { RUNS_MANY } from '../../../support/property-runs.js';
import { casesOf, specOf } from '../../../support/specs-and-suites.js';

/** A way of answering, as hooks of the reference provider. Nothing about it is a fault. */
export function asVariant(hooks: Hooks): Fault {
  return {
    id: 'variant',
    area: 'response',
    title: 'A variant',
    seen: [],
    specs: [],
    expect: { check: '', at: '' },
    shownBy: [],
    hooks,
  };
}

/** A provider with a part answers every third case, from its part on: three in a row answer all. In CI each answers all. */
const PARTS = RUNS_MANY ? 1 : 3;

/** What a spec says, case by case, of a provider that answers in this way. */
export function resultsOf(
  spec: string,
  hooks: Hooks,
  options: {
    readonly only?: RegExp;
    readonly part?: number;
    readonly edit?: (exchange: Exchange, testCase: Case) => Exchange;
  } = {},
): readonly CaseResult[] {
  const judged = specOf(spec);
  const provider = makeInProcess(judged, [asVariant(hooks)]);
  const dictated = dictatedTexts(casesOf(judged));
  return casesOf(judged)
    .filter(({ id }) => options.only?.test(id) ?? true)
    .filter((_, n) => options.part === undefined || n % PARTS === options.part % PARTS)
    .map((testCase) => {
      const exchanges = provider.ask(testCase).map((each) => options.edit?.(each, testCase) ?? each);
      return judge({ case: testCase, spec: judged, exchanges, controlWorks: true, dictated });
    });
}

/** Everything above a note, a line each. */
export function divergenceLines(results: readonly CaseResult[]): readonly string[] {
  return results.flatMap(({ case: id, divergences }) =>
    divergences
      .filter(({ level }) => level !== 'note')
      .map(({ check, level, at, sentence }) => `${id}: ${level} ${check} at ${generalPlace(at).trim()}: ${sentence}`),
  );
}

/** The inconclusive cases, with the reason. */
export function inconclusiveReasons(results: readonly CaseResult[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    results.flatMap(({ case: id, inconclusive }) => (inconclusive === null ? [] : [[id, inconclusive.reason]])),
  );
}
