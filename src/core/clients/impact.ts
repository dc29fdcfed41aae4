import type { Case } from '../model/case.js';
import type { Divergence } from '../model/divergence.js';
import type { ClientImpact, FailedTask, Failure, Impact, MeasuredClients } from '../model/impact.js';
import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { checkOf } from '../judge/checks.js';
import { dialectOfStep } from '../dialect/index.js';
import { generalPlace } from '../wire/place.js';
import {
  CLIENT_TASKS,
  type ClientTask,
  type MeasuredClient,
  type RaisedDivergence,
  type RaisedFaults,
  type TaskOutcome,
} from './measured-client.js';
import { writeRaised } from './parse-clients.js';
import { tasksLike } from './tasks-like.js';

/** Everything that was measured with client libraries. */
export interface ClientData {
  /** A digest of the files that it was read from. */
  readonly sha256: string;
  readonly clients: readonly MeasuredClient[];
  readonly raised: readonly RaisedFaults[];
}

/** The dialect of each spec, from the cases that it judges; the steps that generate decide. */
export function specDialects(cases: readonly Pick<Case, 'specs' | 'steps'>[]): ReadonlyMap<string, string> {
  const dialects = new Map<string, string>();
  for (const { specs, steps } of cases) {
    const generating = steps.flatMap((step) => {
      const dialect = dialectOfStep(step);
      return dialect.operationOf({ method: step.method, url: step.path }) === 'generate' ? [dialect.id] : [];
    });
    const [id] = generating;
    if (id !== undefined) for (const spec of specs) dialects.set(spec, id);
  }
  return dialects;
}

/**
 * A report with the impact of each finding on clients. Pure: it depends on the results of the report alone.
 * @param dialectOf the dialect of each spec that judged the run; a finding of another spec gets no impact
 */
export function withImpact(report: Report, data: ClientData, dialectOf: ReadonlyMap<string, string>): Report {
  const raisedBy = new Map<string, Set<string>>();
  const raisedIn = new Map<string, Set<string>>();
  const titles = new Map<string, Set<string>>();
  for (const { spec, divergences } of report.results) {
    for (const divergence of divergences) {
      if (divergence.finding === undefined || divergence.level === 'note') continue;
      const written = writeDivergence(divergence);
      addTo(raisedBy, `${spec} ${divergence.finding}`, written);
      addTo(raisedIn, spec, written);
      if (divergence.title !== undefined) addTo(titles, `${spec} ${divergence.finding} ${written}`, divergence.title);
    }
  }
  return {
    ...report,
    findings: report.findings.map((finding) => {
      const dialect = dialectOf.get(finding.spec);
      if (dialect === undefined) return finding;
      const main = writeDivergence(finding);
      // Consequences follow from the cause: another provider with the same cause need not show them.
      const following = new Set((finding.consequences ?? []).map(writeDivergence));
      const all = [...(raisedBy.get(`${finding.spec} ${finding.id}`) ?? [])];
      const raised = new Set(all.filter((each) => each === main || !following.has(each)));
      const run = raisedIn.get(finding.spec) ?? new Set();
      const named = titles.get(`${finding.spec} ${finding.id} ${main}`) ?? new Set();
      const impact = impactOf({ main, run, ...describeFinding(finding, main, raised, named) }, dialect, data);
      return { ...finding, impact };
    }),
    clients: describeData(data),
  };
}

/**
 * What of a finding is compared with faults. Of a refusal it is which requests are refused: what else they show follows
 * from it, and every task counts, because its own requests decide whether it uses that.
 */
function describeFinding(
  { refused, cases, check, kind }: Finding,
  main: string,
  raised: ReadonlySet<string>,
  titles: ReadonlySet<string>,
): Pick<RaisedFinding, 'titles' | 'raised' | 'tasks'> {
  if (refused !== undefined)
    return { titles: new Set([refused]), raised: new Set([main]), tasks: new Set(CLIENT_TASKS) };
  return {
    titles: kind === 'refused' && checkOf({ check })?.reportsOutcome === true ? new Set() : titles,
    raised,
    tasks: tasksLike(cases),
  };
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

function writeDivergence({ check, kind, at }: Pick<Divergence, 'check' | 'kind' | 'at'>): string {
  return writeRaised({ check, kind, place: generalPlace(at) });
}

/** What a report states about the data. */
export function describeData({ sha256, clients }: ClientData): MeasuredClients {
  return {
    sha256,
    measured: clients.map(({ client, version, dialect, measured }) => ({ client, version, dialect, measured })),
  };
}

/** The divergences of a finding, each as `writeRaised` writes it. */
export interface RaisedFinding {
  /** The one that names the finding. */
  readonly main: string;
  /** All of the finding, above a note and without its consequences. */
  readonly raised: ReadonlySet<string>;
  /** The titles of its main divergence in all cases: `finish_reason is ""`. */
  readonly titles: ReadonlySet<string>;
  /** All of the run by the same spec, above a note. */
  readonly run: ReadonlySet<string>;
  /** The tasks that send requests like those that show it. */
  readonly tasks: ReadonlySet<ClientTask>;
}

/**
 * The impact of a finding, from the faults that raise it:
 * - A fault is equal if it raises all divergences of the finding and none that the run does not show. If all equal faults
 *   break a client, the finding breaks it; if more than half of them do, it may break it.
 * - Without an equal fault, those count that raise more than the run shows. A client that all of them leave intact works;
 *   one that some of them break may break, because the rest can be the reason.
 * - Of these faults, those with the same title count, if there are any: `finish_reason is ""`. A divergence of the status
 *   needs the same title, because it names the request. The title of a refusal is which requests are refused: `tools`.
 * - If at most half of the faults break a client, nothing is claimed: they look alike and differ.
 * - If no response to the tasks of a client shows any of these faults, the client does not use what the finding is about.
 * - Only tasks count that send a request like one that shows the finding.
 * - Without either, those count that raise the main divergence and not all of the finding. They can only show that a
 *   client may break.
 */
export function impactOf(finding: RaisedFinding, dialect: string, data: ClientData): Impact {
  const { relation, faults } = matchFaults(finding, data.raised.find((each) => each.dialect === dialect)?.faults);
  const clients = data.clients.filter((each) => each.dialect === dialect);
  return {
    faults,
    clients: clients.map((client) => impactOn(client, faults, relation, finding.tasks)),
  };
}

/** How the faults relate to a finding. */
type Relation = 'equal' | 'more' | 'less';

function matchFaults(
  { main, titles, raised, run }: RaisedFinding,
  faults: RaisedFaults['faults'] = new Map(),
): { readonly relation: Relation; readonly faults: readonly string[] } {
  const found: Record<Relation, string[]> = { equal: [], more: [], less: [] };
  for (const [id, divergences] of faults) {
    const all = new Set(divergences.map(writeRaised));
    // Of a status only the title has the request: which parameter is refused, what was accepted.
    if (!all.has(main) || (main.endsWith(' status') && !hasTitle(divergences, main, titles))) continue;
    if (![...raised].every((each) => all.has(each))) found.less.push(id);
    else if ([...all].every((each) => run.has(each))) found.equal.push(id);
    else found.more.push(id);
  }
  const relation = (['equal', 'more', 'less'] as const).find((each) => found[each].length > 0) ?? 'less';
  const alike = found[relation].filter((id) => hasTitle(faults.get(id) ?? [], main, titles));
  return { relation, faults: (alike.length > 0 ? alike : found[relation]).toSorted() };
}

/** Whether a fault raises the divergence with the same value. */
function hasTitle(divergences: readonly RaisedDivergence[], main: string, titles: ReadonlySet<string>): boolean {
  return divergences.some((each) => each.title !== null && titles.has(each.title) && writeRaised(each) === main);
}

function impactOn(
  client: MeasuredClient,
  faults: readonly string[],
  relation: Relation,
  counted: ReadonlySet<ClientTask>,
): ClientImpact {
  const { client: name, version } = client;
  const measured = faults.map((id) => measuredUnder(client, id, counted));
  const breaking = measured.filter(({ failed }) => failed.length > 0).map(({ failed }) => failed);
  const impact = (effect: ClientImpact['effect'], tasks: readonly FailedTask[] = []): ClientImpact => ({
    client: name,
    version,
    effect,
    tasks,
  });
  if (breaking.length > 0 && breaking.length * 2 > measured.length) {
    const isCertain = relation === 'equal' && breaking.length === measured.length;
    return impact(isCertain ? 'breaks' : 'may-break', isCertain ? commonTasks(breaking) : allTasks(breaking));
  }
  const isKnown = measured.length > 0 && measured.every(({ isMeasured }) => isMeasured);
  if (breaking.length > 0 || relation === 'less' || !isKnown)
    return impact('not-measured');
  return impact(measured.some(({ isUsed }) => isUsed) ? 'works' : 'not-used');
}

/** The outcomes of a client under a fault. */
export interface MeasuredUnder {
  readonly isMeasured: boolean;
  /** Whether a response to one of its tasks shows the fault. */
  readonly isUsed: boolean;
  readonly failed: readonly FailedTask[];
}

/** What was measured with a client under a fault, in these tasks. */
export function measuredUnder(
  { faults }: MeasuredClient,
  fault: string,
  counted: ReadonlySet<ClientTask> = new Set(CLIENT_TASKS),
): MeasuredUnder {
  const tasks = faults.get(fault);
  const used = [...(tasks ?? [])].filter(([task, { outcome }]) => outcome !== 'not-used' && counted.has(task));
  const failed = used.flatMap(([task, measured]) => {
    const outcome = failureOf(measured);
    return outcome === null ? [] : [{ task, outcome, detail: measured.detail ?? '' }];
  });
  return { isMeasured: tasks !== undefined, isUsed: used.length > 0, failed };
}

function failureOf({ outcome }: TaskOutcome): Failure | null {
  return outcome === 'works' || outcome === 'not-used' ? null : outcome;
}

/** The tasks that fail under every fault, as under the first; all if there is none. */
function commonTasks(each: readonly (readonly FailedTask[])[]): readonly FailedTask[] {
  const common = (each[0] ?? []).filter(({ task }) => each.every((tasks) => tasks.some((one) => one.task === task)));
  return common.length > 0 ? common : allTasks(each);
}

function allTasks(each: readonly (readonly FailedTask[])[]): readonly FailedTask[] {
  return [...new Map(each.flat().map((one) => [`${one.task} ${one.outcome}`, one])).values()];
}
