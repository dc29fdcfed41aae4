import type { Case } from '../../src/core/model/case.js';
import type { Divergence } from '../../src/core/model/divergence.js';
import type { Exchange } from '../../src/core/model/exchange.js';
import type { CaseResult } from '../../src/core/model/case-result.js';
import type { Spec } from '../../src/core/model/spec.js';
import { dictatedTexts } from '../../src/core/judge/dictated-texts.js';
import { judge } from '../../src/core/judge/judge.js';
import { generalPlace } from '../../src/core/wire/place.js';
import { makeTransport } from '../../src/io/http/transport.js';
import type { Fault } from '../../src/reference/fault.js';
import { serveReference } from '../../src/reference/serve.js';
import { makeInProcess, needsSocket } from './in-process-reference.js';
import { casesOf, specOf } from './specs-and-suites.js';
import { valueOf } from './result.js';

/** What a spec says of a faulty provider, case by case: the cases that show the fault, under the first spec it breaks. */
export async function judgeFault(fault: Fault): Promise<readonly CaseResult[]> {
  const spec = specOf(fault.specs[0] ?? 'openai');
  const planned = casesOf(spec);
  const cases = fault.shownBy.map((id) => {
    const found = planned.find((each) => each.id === id);
    if (found === undefined) throw new Error(`${fault.id} names the case ${id}, which ${spec.id} does not plan`);
    return found;
  });
  return judgeCases(fault, spec, cases);
}

/** What a spec says of a provider with a fault, for these cases. */
export async function judgeCases(fault: Fault, spec: Spec, cases: readonly Case[]): Promise<readonly CaseResult[]> {
  const inProcess = makeInProcess(spec, [fault]);
  const overSocket = cases.some(({ steps }) => steps.some((step) => needsSocket(inProcess.reply(step))));
  const ask = overSocket ? await askOverSocket(fault, spec, cases) : (testCase: Case) => inProcess.ask(testCase);
  const dictated = dictatedTexts(casesOf(spec));
  return cases.map((testCase) =>
    judge({ case: testCase, spec, exchanges: ask(testCase), controlWorks: true, dictated }),
  );
}

async function askOverSocket(
  fault: Fault,
  spec: Spec,
  cases: readonly Case[],
): Promise<(testCase: Case) => readonly Exchange[]> {
  const served = await serveReference({ spec, faults: [fault] });
  const timeouts = { connect: 1000, firstByte: 1000, idle: 1000, total: 3000 };
  const transport = valueOf(
    makeTransport({ baseUrl: served.baseUrl, key: served.key, authSchemes: spec.auth, timeouts }),
  );
  const exchanges: Exchange[] = [];
  for (const { id, steps } of cases) {
    for (const [step, each] of steps.entries()) {
      exchanges.push(await transport.send(each, { id: exchanges.length, case: id, step, attempt: 0 }));
    }
  }
  await transport.close();
  await served.close();
  return (testCase) => exchanges.filter((exchange) => exchange.case === testCase.id);
}

/** All divergences of some results, without notes by default. */
export function divergencesOf(results: readonly CaseResult[], notes = false): readonly Divergence[] {
  return results.flatMap(({ divergences }) => divergences.filter(({ level }) => notes || level !== 'note'));
}

/** A divergence as check and general place. */
export function whereOf({ check, at }: Pick<Divergence, 'check' | 'at'>): string {
  return `${check} ${generalPlace(at).trim()}`;
}

/** Distinct divergences for a person: check, kind and general place, whatever the case. */
export function distinct(divergences: readonly Divergence[]): readonly string[] {
  return [...new Set(divergences.map((each) => `${each.check} ${each.kind} ${generalPlace(each.at).trim()}`))];
}
