import { expect, test } from 'vitest';
import type { Binding, Check, CheckInput } from '../../src/core/dialect/check.js';
import { judge } from '../../src/core/judge/judge.js';
import { callChecks, contentChecks } from '../../src/core/checks/index.js';
import { memberChecks, toolChecks } from '../../src/core/dialect/openai-chat/checks/index.js';
import { wordsOf } from '../../src/core/dialect/messages.js';
import type { Place } from '../../src/core/model/divergence.js';
import type { JsonObject } from '../../src/core/model/json.js';
import { readAnswer } from '../../src/core/dialect/read-answer.js';
import { makeCase } from './case.js';
import { makeExchange } from './exchange.js';
import { faithful } from './faithful.js';
import type { Situation } from './situation.js';
import { makeClaim, specWith } from './spec.js';

/** The input of a check. */
export function inputOf({ testCase, earlier = [], dictated = [], ...parts }: Situation): CheckInput {
  const answers = [...earlier, parts].map((each, step) => readAnswer(makeExchange({ step, id: step, ...each })));
  const answer = answers.at(-1);
  if (!answer) throw new Error('no answer');
  const spec = specWith({ models: { recommended: 'm', documented: ['m'] } });
  const { reply, requested } = answer;
  return {
    case: makeCase(testCase),
    spec,
    answer,
    reply,
    requested,
    answers,
    attempts: [],
    again: null,
    together: [],
    controlWorks: true,
    dictated,
  };
}

/** The reports of one check: `must wrong-value chunk 1 /id`; null if it does not apply. */
export function reportsOf(check: Check, situation: Situation, given: JsonObject = {}): readonly string[] | null {
  const input = inputOf(situation);
  const claim = makeClaim(`acme.${check.id}`);
  const binding: Binding = { claim, claims: [claim], with: given };
  if (!check.applies(input, binding)) return null;
  return [...check.judge(input, binding)].map((mismatch) => {
    const { level = 'must', at } = mismatch;
    return `${level} ${wordsOf(mismatch).kind} ${placeText(at)}`;
  });
}

/** The ids of the checks that report more than a note, out of all checks of tool calls and content. */
export function reportingChecks(situation: Situation): readonly string[] {
  const { testCase, earlier = [], dictated = [], ...parts } = situation;
  const modes = ['none', 'auto', 'required', 'named', 'unoffered'].map((mode) => ({ mode }));
  const checks = [...toolChecks, ...memberChecks, ...callChecks, ...contentChecks].map(
    ({ id }) => [id, id === 'tool-choice' ? modes : {}] as const,
  );
  const { divergences } = judge({
    case: makeCase(testCase),
    spec: specWith({ checks: Object.fromEntries(checks), models: { recommended: 'm', documented: ['m'] } }),
    exchanges: [...earlier, parts].map((each, step) => makeExchange({ step, id: step, ...each })),
    controlWorks: true,
    dictated,
  });
  return [...new Set(divergences.filter(({ level }) => level !== 'note').map(({ check }) => check))];
}

/** Registers a test: the check reports none of the valid responses, and applies at least to the named ones. */
export function expectValidPasses(
  check: Check,
  looksAt: readonly (keyof typeof faithful)[],
  given: JsonObject = {},
): void {
  test(`${check.id} reports no valid response`, () => {
    const reported = Object.entries(faithful).map(
      ([name, situation]) => [name, reportsOf(check, situation, given)] as const,
    );
    expect(reported.filter(([, each]) => each !== null && each.length > 0)).toEqual([]);
    const seen = reported.filter(([, each]) => each !== null).map(([name]) => name);
    expect(seen).toEqual(expect.arrayContaining([...looksAt]));
  });
}

/** A faulty response, the reports of the check, and the parameters of the claim. */
export interface Fault extends Situation {
  readonly reports: readonly string[];
  readonly given?: JsonObject;
  /** The ids of all checks that report it; only this check by default. */
  readonly reportingChecks?: readonly string[];
}

/** Registers a test for each fault: the check reports it, and no other check reports more than a note. */
export function expectReports(check: Check, faults: Readonly<Record<string, Fault>>): void {
  test.each(Object.entries(faults))(
    `${check.id} reports: %s`,
    (_, { reports: reported, given, reportingChecks: others, ...situation }) => {
      expect(reportsOf(check, situation, given)).toEqual(reported);
      const onlyNotes = reported.every((each) => each.startsWith('note '));
      expect(reportingChecks(situation)).toEqual(others ?? (onlyNotes ? [] : [check.id]));
    },
  );
}

/** Registers a test for each response: the check reports nothing, or does not apply. */
export function expectNoReport(
  check: Check,
  answers: Readonly<Record<string, Situation & { readonly given?: JsonObject }>>,
): void {
  test.each(Object.entries(answers))(`${check.id} reports nothing: %s`, (_, { given, ...situation }) => {
    expect(reportsOf(check, situation, given) ?? []).toEqual([]);
  });
}

function placeText(at: Place): string {
  if (at.part === 'chunk') return `chunk ${at.chunk} ${at.pointer}`;
  return at.part === 'body' ? `body ${at.pointer}` : at.part;
}
