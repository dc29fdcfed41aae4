import { expect, test } from 'vitest';
import type { Binding, Check, CheckInput } from '../../src/core/checks/check.js';
import { judge } from '../../src/core/judge/judge.js';
import { meaningChecks } from '../../src/core/checks/content/index.js';
import { toolChecks } from '../../src/core/dialect/openai-chat/checks/tools/index.js';
import { wordsOf } from '../../src/core/checks/messages/index.js';
import type { Case } from '../../src/core/model/case.js';
import type { Place } from '../../src/core/model/divergence.js';
import type { JsonObject } from '../../src/core/model/json.js';
import { readAnswer } from '../../src/core/dialect/read-answer.js';
import { makeCase } from './case.js';
import { type ExchangeParts, makeExchange } from './exchange.js';
import { faithful } from './faithful.js';
import { makeClaim, specWith } from './spec.js';

/** An answer in its case. `earlier` are the exchanges of the steps before it. */
export interface Situation extends ExchangeParts {
  readonly asked?: Partial<Case>;
  readonly earlier?: readonly ExchangeParts[];
}

/** What a check looks at. */
export function viewOf({ asked, earlier = [], ...parts }: Situation): CheckInput {
  const answers = [...earlier, parts].map((each, step) => readAnswer(makeExchange({ step, id: step, ...each })));
  const answer = answers.at(-1);
  if (!answer) throw new Error('no answer');
  const spec = specWith({ models: { recommended: 'm', documented: ['m'] } });
  const { reply, requested } = answer;
  return { case: makeCase(asked), spec, answer, reply, requested, answers, attempts: [], controlWorks: true };
}

/** What a check tells by itself: `must wrong-value chunk 1 /id`; null where it does not apply. */
export function tells(check: Check, situation: Situation, given: JsonObject = {}): readonly string[] | null {
  const view = viewOf(situation);
  const claim = makeClaim(`acme.${check.id}`);
  const binding: Binding = { claim, claims: [claim], with: given };
  if (!check.applies(view, binding)) return null;
  return [...check.judge(view, binding)].map((mismatch) => {
    const { level = 'must', at } = mismatch;
    return `${level} ${wordsOf(mismatch).kind} ${placeText(at)}`;
  });
}

/** The ids of the checks that are heard above a note when all rules of calls and meaning hold, each id once. */
export function heard(situation: Situation): readonly string[] {
  const { asked, earlier = [], ...parts } = situation;
  const modes = ['none', 'auto', 'required', 'named', 'unoffered'].map((mode) => ({ mode }));
  const checks = [...toolChecks, ...meaningChecks].map(({ id }) => [id, id === 'tool-choice' ? modes : {}] as const);
  const { divergences } = judge({
    case: makeCase(asked),
    spec: specWith({ checks: Object.fromEntries(checks), models: { recommended: 'm', documented: ['m'] } }),
    exchanges: [...earlier, parts].map((each, step) => makeExchange({ step, id: step, ...each })),
    controlWorks: true,
  });
  return [...new Set(divergences.filter(({ level }) => level !== 'note').map(({ check }) => check))];
}

/** Registers a test: no faithful answer is told of, and the check looks at those named, at least. */
export function leavesAlone(check: Check, looksAt: readonly (keyof typeof faithful)[], given: JsonObject = {}): void {
  test(`${check.id} leaves faithful answers alone`, () => {
    const told = Object.entries(faithful).map(([name, situation]) => [name, tells(check, situation, given)] as const);
    expect(told.filter(([, each]) => each !== null && each.length > 0)).toEqual([]);
    const seen = told.filter(([, each]) => each !== null).map(([name]) => name);
    expect(seen).toEqual(expect.arrayContaining([...looksAt]));
  });
}

/** A fault: where it stands, what the check tells of it, and under which parameters of the claim. */
export interface Fault extends Situation {
  readonly tells: readonly string[];
  readonly given?: JsonObject;
  /** What is heard when all rules hold: the check alone, unless the fault is two at once. */
  readonly heard?: readonly string[];
}

/** Registers a test for each fault: the check tells it, and above a note nothing else is heard. */
export function trips(check: Check, faults: Readonly<Record<string, Fault>>): void {
  test.each(Object.entries(faults))(
    `${check.id} tells: %s`,
    (_, { tells: told, given, heard: others, ...situation }) => {
      expect(tells(check, situation, given)).toEqual(told);
      const onlyNotes = told.every((each) => each.startsWith('note '));
      expect(heard(situation)).toEqual(others ?? (onlyNotes ? [] : [check.id]));
    },
  );
}

/** Registers a test: the check tells nothing of these, or does not look at them. */
export function spares(
  check: Check,
  answers: Readonly<Record<string, Situation & { readonly given?: JsonObject }>>,
): void {
  test.each(Object.entries(answers))(`${check.id} spares: %s`, (_, { given, ...situation }) => {
    expect(tells(check, situation, given) ?? []).toEqual([]);
  });
}

function placeText(at: Place): string {
  if (at.part === 'chunk') return `chunk ${at.chunk} ${at.pointer}`;
  return at.part === 'body' ? `body ${at.pointer}` : at.part;
}
