import { writeRaised } from '../../src/core/clients/parse-clients.js';
import { dictatedTexts } from '../../src/core/judge/dictated-texts.js';
import type { Spec } from '../../src/core/model/spec.js';
import { factsOf, type ExchangeFacts } from '../../src/core/report/findings/exchange-facts.js';
import { generalPlace } from '../../src/core/wire/place.js';
import { provideSchemaEngines } from '../../src/io/files/schema-engines.js';
import type { Fault } from '../../src/reference/fault.js';
import { faultsOf } from '../../src/reference/index.js';
import { ENDPOINTS } from './clients.js';
import { describeReply } from './measured-reference.js';
import { writeMembers } from './write-client-file.js';

provideSchemaEngines();

// These modules load the specs, which needs the engines.
const { divergencesOf, judgeCases } = await import('../../test/support/judge-fault.js');
const { judge } = await import('../../src/core/judge/judge.js');
const { makeFindings } = await import('../../src/core/report/findings/make-findings.js');
const { makeInProcess } = await import('../../test/support/in-process-reference.js');
const { casesOf, specOf } = await import('../../test/support/specs-and-suites.js');

/** By the dialect and the id of the fault, what is raised. */
type RaisedFile = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/**
 * The text of `clients/faults.json`: what all cases of a plan report for every fault of every dialect, above a note. A case
 * is judged only if the fault changes its exchanges. The title of a divergence has the value that came.
 * @param known what the file has and is kept
 */
export async function raiseFaults(known: RaisedFile = {}): Promise<string> {
  const dialects: string[] = [];
  for (const [dialect, endpoint] of ENDPOINTS) {
    const raised: Record<string, readonly string[]> = {};
    for (const fault of faultsOf(dialect)) {
      // The documents of another provider forbid it where those of the endpoint do not.
      const id = fault.specs.includes(endpoint.spec) ? endpoint.spec : (fault.specs[0] ?? endpoint.spec);
      raised[fault.id] = known[dialect]?.[fault.id] ?? (await raise(fault, specOf(id)));
    }
    dialects.push(`  ${JSON.stringify(dialect)}: ${writeMembers(raised, 1)}`);
  }
  return `{\n${dialects.join(',\n')}\n}\n`;
}

/** What a fault raises, as `clients/faults.json` has it. */
export async function raise(fault: Fault, spec: Spec): Promise<readonly string[]> {
  const cases = casesOf(spec);
  const faithful = repliesTo(spec, []);
  const faulty = repliesTo(spec, [fault]);
  const changed = cases.filter((_, n) => faithful[n] !== faulty[n]);
  const titles = new Map<string, Set<string>>();
  for (const { check, kind, at, title = '' } of divergencesOf(await judgeCases(fault, spec, changed))) {
    const raised = writeRaised({ check, kind, place: generalPlace(at).trim() });
    titles.set(raised, (titles.get(raised) ?? new Set()).add(title));
  }
  // Of a refusal it matters which requests are refused.
  if (titles.has(REFUSAL)) titles.set(REFUSAL, new Set(refusedBy(fault, spec)));
  return [...titles]
    .flatMap(([raised, each]) => (each.size === 0 || each.size > MOST_TITLES ? [raised] : [...each].map((title) => `${raised}: ${title}`)))
    .sort();
}

const REFUSAL = 'acceptance refused status';

/** Which requests a provider with a fault refuses, as the findings of a run name them. */
function refusedBy(fault: Fault, spec: Spec): readonly string[] {
  const provider = makeInProcess(spec, [fault]);
  const cases = casesOf(spec);
  const exchanges = new Map<number, ExchangeFacts>();
  const features = new Map<string, ReadonlySet<string>>();
  const dictated = dictatedTexts(cases);
  let serial = 0;
  const results = cases.map((testCase) => {
    const sent = provider.ask(testCase).map((exchange) => ({ ...exchange, id: serial++ }));
    for (const exchange of sent) exchanges.set(exchange.id, factsOf(exchange, features));
    return judge({ case: testCase, spec, exchanges: sent, controlWorks: true, dictated });
  });
  const { findings } = makeFindings(results, { exchanges, cases: new Map(cases.map((each) => [each.id, each])) });
  return findings.flatMap(({ check, kind, refused }) =>
    check === 'acceptance' && kind === 'refused' && refused !== undefined ? [refused] : [],
  );
}

/** A divergence with more titles has another one for each case: they do not identify the fault. */
const MOST_TITLES = 5;

const known = new Map<Spec, readonly string[]>();

/** The replies to each case of a plan, as text. */
function repliesTo(spec: Spec, faults: readonly Fault[]): readonly string[] {
  const before = faults.length === 0 ? known.get(spec) : undefined;
  if (before !== undefined) return before;
  const provider = makeInProcess(spec, faults);
  const replies = casesOf(spec).map(({ steps }) => steps.map((step) => describeReply(provider.reply(step))).join('\n'));
  if (faults.length === 0) known.set(spec, replies);
  return replies;
}
