import type { ClientData } from '../clients/impact.js';
import type { RunEvent } from '../model/event.js';
import type { Case, Plan } from '../model/case.js';
import type { Report } from '../model/report.js';
import type { Spec } from '../model/spec.js';
import type { Suite } from '../model/suite.js';
import { makeBothPlans } from '../plan/make-plan.js';
import { documentedLimits } from '../plan/token-limit.js';
import { verifyAddresses, verifyDates, verifyRelease, verifySecrets, verifyTotals } from './verify-record.js';
import { verifyClaims, verifyRepetitions } from './verify-claims.js';
import { verifyPlan } from './verify-plan.js';
import { attemptBeyond, verifyAttempts } from './verify-attempts.js';
import { verifyRequests } from './verify-requests.js';
import { verifySelection } from './verify-selection.js';
import type { Refusal, Verification } from './verification.js';
import { verifyVerdicts } from './verify-verdicts.js';

/** The report and its record, and what they are compared with. */
export interface VerifyInput {
  readonly report: Report;
  readonly events: readonly RunEvent[];
  /** The number of an incomplete last line; null when there is none. */
  readonly torn: number | null;
  /** The members of events that no event of this version has, each with its line. */
  readonly unknown: readonly string[];
  /** Where a JSON file of the folder has text that no reader of JSON sees; null when there is none. */
  readonly rewritten: string | null;
  /** The texts of the folder, by name. */
  readonly files: ReadonlyMap<string, string>;
  /** The entries of the folder that are not in `files`, with the reason: links, folders, bytes that are no text. */
  readonly unread: readonly string[];
  /** The files that follow from the events, by name; null if they cannot be derived. Called if there are such files. */
  readonly derive: () => ReadonlyMap<string, string> | null;
  /** The specs of this installation. */
  readonly specs: readonly Spec[];
  readonly suites: readonly Suite[];
  /** The measurements with clients of this installation; null if there are none. */
  readonly clients?: ClientData | null;
  readonly tool: { readonly name: string; readonly version: string; readonly released: ReadonlyMap<string, string> };
  /** The cases that a quick run of the recorded selection chooses; null if it was not quick, or that is unknown here. */
  readonly quickChoice: readonly Case[] | null;
  /** The most attempts at one request. */
  readonly mostAttempts: number;
  readonly now: Date;
  /** Whether a report of this build is accepted although the build is not a release. */
  readonly acceptsBuild?: boolean | undefined;
}

/** Recomputes everything that can be recomputed, and lists what cannot. */
export function verifyRun(input: VerifyInput): Verification {
  const { report, events, tool } = input;
  const release = verifyRelease(report, tool, input.acceptsBuild === true);
  const refused = [
    ...verifyTotals(report, events, input.torn, input.clients),
    ...verifyDates(report, events, input.now, tool.released),
    ...verifyAddresses(events),
    ...release.refused,
    ...verifySecrets(events, input.files),
  ];
  const verified = ['the totals, claims and results of report.json follow from results.ndjson'];
  const isMeasuredHere = report.clients === undefined || report.clients.sha256 === input.clients?.sha256;
  const unchecked = [
    ...release.unchecked,
    ...(isMeasuredHere ? [] : ['the impact on clients: it comes from other measurements than those that are here']),
  ];
  const unverified = [
    `that it was ${JSON.stringify(report.target.baseUrl.slice(0, 120))} that answered: a record is no signature`,
    `that ${JSON.stringify(report.tool.version.slice(0, 40))} made it: only the record states its version`,
    'when it answered and how long it took (times, durations, order of exchanges), the reason phrases of its responses, which headers of the user its requests had, and why a run was resumed: only the record states them',
    ...(input.files.has('target.json') ? ['the name and version in target.json: only the submitter states them'] : []),
    ...(events.some(({ type }) => type === 'baseline')
      ? ['which divergences were known (the baseline): only the record states it']
      : []),
    ...(input.files.has('README.md') ? ['README.md: only the submitter states it'] : []),
  ];
  const specs = report.specs.flatMap(({ id, sha256 }) =>
    input.specs.filter((spec) => spec.id === id && spec.sha256 === sha256),
  );
  const sameTool = report.tool.version === tool.version;
  /** Another version may judge and write in another way: then a difference shows nothing. */
  const take = (differences: readonly Refusal[], what: string): boolean => {
    if (sameTool) refused.push(...differences);
    else if (differences.length > 0)
      unchecked.push(`${what}: ${report.tool.version} made them, and this is ${tool.version}`);
    return differences.length === 0;
  };

  take(
    [...verifyClaims(events, specs, sameTool), ...verifyRepetitions(events)],
    'the claims and the numbers of repetitions',
  );
  const isCapture = sameTool && judgesCapture(events);
  if (isCapture) refused.push({ reason: 'partial', detail: 'It judges recorded traffic and is no run of a plan.' });
  else take([...verifyAttempts(events), ...verifyRequests(events, specs)], 'the attempts');
  const beyond = attemptBeyond(events, input.mostAttempts);
  if (beyond !== null) unchecked.push(beyond);
  const [stray] = input.unknown;
  const unknown = { reason: 'edited', detail: `results.ndjson has a member that no record has: ${stray}.` } as const;
  take(stray === undefined ? [] : [unknown], 'the members of the events');
  const hidden = { reason: 'edited', detail: `${input.rewritten} has text that is no part of its values.` } as const;
  take(input.rewritten === null ? [] : [hidden], 'the text of results.ndjson and report.json');
  const { refused: wrong, unchecked: notGiven } = verifyVerdicts(events, specs);
  if (take(wrong, 'the verdicts') && specs.length > 0)
    verified.push(`the verdicts by ${specs.map(({ id }) => id).join(', ')} follow from the bytes`);
  unchecked.push(...notGiven);
  for (const { id, revision } of report.specs) {
    if (specs.some((spec) => spec.id === id)) continue;
    const why = input.specs.some((spec) => spec.id === id)
      ? `its revision ${revision} is not the one that is here`
      : 'there is no such spec here: name its folder with --spec';
    unchecked.push(`the verdicts by ${id}: ${why}`);
  }

  const plans = specs.length === report.specs.length && !isCapture ? plansOf(specs, input, sameTool) : [];
  const against = plans.map(([complete, unlimited]) => verifyPlan(events, complete, unlimited, specs));
  if (plans.length > 0)
    take(
      verifySelection(events, { specs, suites: input.suites, model: report.target.model ?? '' }, input.quickChoice),
      'the selection of the run',
    );
  if (report.run.quickOf !== undefined && input.quickChoice === null)
    unchecked.push('the cases of the quick run: its choice cannot be recomputed here');
  const [first] = against;
  if (first === undefined) unchecked.push('that every case was sent: the plan cannot be recomputed here');
  else if (take(against.find((refusals) => refusals.length === 0) ?? first, 'the plan and the requests'))
    verified.push('every case of the specs was planned and sent as the suites define it');

  const files = compareFiles(input);
  if (take(files.refused, 'the files next to results.ndjson') && files.equal.length > 0)
    verified.push(`${files.equal.join(', ')} ${files.equal.length === 1 ? 'follows' : 'follow'} from results.ndjson`);
  unchecked.push(...files.unchecked);
  const isComplete = refused.length === 0 && unchecked.length === 0;
  return { refused, verified: refused.length === 0 ? verified : [], unchecked, unverified, isComplete };
}

/** Whether no exchange belongs to a plan: `judge` wrote the record. */
function judgesCapture(events: readonly RunEvent[]): boolean {
  const exchanges = events.flatMap((event) => (event.type === 'exchange' ? [event] : []));
  return exchanges.length > 0 && exchanges.every(({ planned }) => planned === undefined);
}

/** Files that are not derived and whose content is named as unverified. */
const STATED: ReadonlySet<string> = new Set(['README.md', 'target.json']);
/** Files whose content is compared as a value. */
const COMPARED: ReadonlySet<string> = new Set(['results.ndjson', 'report.json']);

function compareFiles({ files, unread, derive }: VerifyInput) {
  const refused: Refusal[] = [];
  const equal: string[] = [];
  const unchecked = unread.map((each) => `${each}: it is not a text file of a report`);
  const others = [...files].filter(([name]) => !STATED.has(name) && !COMPARED.has(name));
  const derived = others.length === 0 ? null : derive();
  for (const [name, text] of others) {
    const expected = derived?.get(name);
    if (expected === undefined)
      unchecked.push(`${JSON.stringify(name.slice(0, 80))}: it does not follow from the record`);
    else if (expected === text) equal.push(name);
    else refused.push({ reason: 'edited', detail: `${name} is not what results.ndjson gives.` });
  }
  return { refused, equal, unchecked };
}

/**
 * The possible plans of such a run, with and without a request budget: one pair for each parameter that may limit
 * tokens.
 */
function plansOf(
  specs: readonly Spec[],
  { suites, report: { target }, events: [run] }: VerifyInput,
  sameTool: boolean,
): readonly (readonly [complete: Plan, unlimited: Plan])[] {
  const { limitParameter: recorded, headers } = (run?.type === 'run' ? run.selection : undefined) ?? {};
  // Version 0.1.0 did not record it.
  const possible = sameTool ? [recorded] : [undefined, ...new Set(specs.flatMap(documentedLimits))];
  return possible.flatMap((limitParameter) => {
    const plans = makeBothPlans({ specs, suites, model: target.model ?? '', limitParameter, headers });
    return plans.ok ? [[plans.value.complete, plans.value.unlimited] as const] : [];
  });
}
