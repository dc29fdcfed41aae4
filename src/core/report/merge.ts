import { defined } from '../model/defined.js';
import type { RunEvent, Planned, RunStarted, Exchanged, Judged } from '../model/event.js';
import { type InputError, fail, ok, type Result } from '../model/result.js';
import { fileError } from '../spec/source.js';
import type { Case, Omission } from '../model/case.js';
import type { CaseResult, Verdict } from '../model/case-result.js';
import { resultKey } from './divergence-key.js';
import { isComplete } from './superseded.js';

/**
 * Merges the parts of one run into the events of the complete run. The control case, which every part sends, is in it
 * once, with the worst verdict of any part. Exchanges get new numbers. Fails with an error for each part that does not
 * belong to the others.
 */
export function mergeParts(inputs: readonly PartInput[]): Result<readonly RunEvent[]> {
  const read = inputs.map(readPart);
  const errors = read.flatMap((part) => (part.ok ? [] : part.errors));
  if (errors.length > 0) return fail(errors);
  const parts = read.flatMap((part) => (part.ok ? [part.value] : []));
  const [first] = parts;
  if (first === undefined) return fail([fileError('merge', 'No part is named.')]);
  const unrelated = parts.slice(1).flatMap((part) => whyUnrelated(part, first) ?? []);
  if (unrelated.length > 0) return fail(unrelated);
  const miscounted = countParts(parts, first.run.shard.of);
  if (miscounted.length > 0) return fail(miscounted);
  const plan = joinPlans(parts);
  return plan.ok ? ok(joinEvents(parts, plan.value)) : plan;
}

function readPart({ file, events }: PartInput): Result<Part> {
  const refuse = (reason: string, suggestion: string | null = null): Result<Part> =>
    fail([fileError(file, reason, suggestion)]);
  const run = events.find((event) => event.type === 'run');
  const plan = events.find((event) => event.type === 'plan');
  const shard = run?.shard;
  const positions = plan?.positions;
  if (run === undefined || plan === undefined) return refuse('It is not the record of a run.');
  if (shard === undefined || positions === undefined)
    return refuse('It is a complete run, not a part of one.', 'Parts come from run --shard 1/3, 2/3, 3/3.');
  if (!isComplete(events))
    return refuse(`Part ${shard.index} is incomplete.`, `Complete it first: conformance run --resume ${file}`);
  if (positions.cases.length !== plan.cases.length || positions.omitted.length !== plan.omitted.length)
    return refuse(`Part ${shard.index} does not number its cases in the plan.`);
  return ok({ file, events, run: { ...run, shard }, plan: { ...plan, positions } });
}

/** What all parts have in common, and its name in a message. */
const COMMON: readonly (readonly [what: string, of: (part: Part) => unknown])[] = [
  ['another version of the tool', ({ run }) => `${run.tool.name} ${run.tool.version}`],
  ['another target', ({ run }) => run.target],
  ['another upstream', ({ run }) => run.against?.target ?? null],
  ['other specs, or other revisions of them', ({ run }) => run.specs],
  ['a run that was cut into another number of parts', ({ run }) => run.shard.of],
  ['another plan', ({ run }) => run.shard.plan],
  ['another number of repetitions', ({ plan }) => plan.repeat ?? 1],
  ['another baseline', ({ events }) => events.findLast(({ type }) => type === 'baseline') ?? null],
];

function whyUnrelated(part: Part, first: Part): InputError | null {
  for (const [what, of] of COMMON) {
    const [mine, theirs] = [part, first].map((each) => JSON.stringify(of(each)));
    if (mine !== theirs)
      return fileError(part.file, `It is part of ${what} than ${first.file}: ${cut(mine)}, not ${cut(theirs)}.`);
  }
  return null;
}

const cut = (text = ''): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

function countParts(parts: readonly Part[], of: number): readonly InputError[] {
  const seen = new Map<number, string>();
  const errors: InputError[] = [];
  for (const { file, run } of parts) {
    const { index } = run.shard;
    const same = seen.get(index);
    if (same !== undefined)
      errors.push(fileError(file, `Part ${index} of ${of} is named twice: ${same} is the same part.`));
    seen.set(index, file);
  }
  const missing = Array.from({ length: of }, (_, n) => n + 1).filter((index) => !seen.has(index));
  if (missing.length > 0)
    errors.push(
      fileError('merge', `Of ${of} parts, these are missing: ${missing.join(', ')}.`, 'Name the folders of all parts.'),
    );
  return errors;
}

/** The events of one part of a run, and their file. */
export interface PartInput {
  readonly file: string;
  readonly events: readonly RunEvent[];
}

/** A part that can be merged with others. */
export interface Part extends PartInput {
  readonly run: RunStarted & { readonly shard: NonNullable<RunStarted['shard']> };
  readonly plan: Planned & { readonly positions: NonNullable<Planned['positions']> };
}

/** The complete plan of parts that belong together. */
function joinPlans(parts: readonly Part[]): Result<Planned> {
  const cases = new Map<number, Case>();
  const omitted = new Map<number, Omission>();
  for (const { plan } of parts) {
    for (const [n, each] of plan.cases.entries()) cases.set(plan.positions.cases[n] ?? -1, each);
    for (const [n, each] of plan.omitted.entries()) omitted.set(plan.positions.omitted[n] ?? -1, each);
  }
  const complete = { cases: inOrder(cases), omitted: inOrder(omitted) };
  if (complete.cases === null || complete.omitted === null)
    return fail([fileError('merge', 'The parts leave gaps in the plan.', 'One of them was edited; run it again.')]);
  const repeat = parts[0]?.plan.repeat;
  return ok({
    type: 'plan',
    cases: complete.cases,
    omitted: complete.omitted,
    ...defined({ repeat }),
  });
}

/** The values at 0, 1, 2, …; null if one is missing. */
function inOrder<T>(values: ReadonlyMap<number, T>): readonly T[] | null {
  const made = Array.from({ length: values.size }, (_, n) => values.get(n));
  return made.every((value) => value !== undefined) ? made : null;
}

/** The events of the whole run: its plan, then the exchanges and results of each case. */
export function joinEvents(parts: readonly Part[], plan: Planned): readonly RunEvent[] {
  const [first] = parts;
  if (first === undefined) return [];
  const { shard: _, ...run } = first.run;
  const sendings = new Map<string, Sending>();
  for (const [n, part] of parts.entries()) for (const sending of sendingsOf(part, n)) keepWorse(sendings, sending);
  const ordered = [...sendings.values()].sort((a, b) => compare(a.order, b.order));
  const startedAt = parts.map((part) => part.run.startedAt).toSorted()[0] ?? run.startedAt;
  const baseline = first.events.findLast(({ type }) => type === 'baseline');
  const durationMs = Math.max(...parts.map((part) => endOf(part) - Date.parse(startedAt)), 0);
  return [
    { ...run, startedAt },
    ...(baseline === undefined ? [] : [baseline]),
    plan,
    ...renumber(ordered),
    { type: 'end', durationMs: Number.isFinite(durationMs) ? Math.round(durationMs) : 0, complete: true },
  ];
}

/** The exchanges and results of one repetition of a case with one endpoint, which are kept or dropped together. */
interface Sending {
  readonly key: string;
  /** The number of the part that sent it: exchanges are numbered in each part. */
  readonly part: number;
  /** The place in the whole plan, the repetition, and 1 for the upstream. */
  readonly order: readonly [place: number, repetition: number, against: number];
  readonly exchanges: Exchanged[];
  readonly results: Judged[];
}

function sendingsOf({ plan, events }: Part, part: number): readonly Sending[] {
  const sendings = new Map<string, Sending>();
  const at = (place: number, repetition: number, against: boolean): Sending => {
    const order = [place, repetition, against ? 1 : 0] as const;
    const key = order.join(' ');
    const found = sendings.get(key) ?? { key, part, order, exchanges: [], results: [] };
    sendings.set(key, found);
    return found;
  };
  const places = new Map(
    plan.cases.flatMap(({ id, specs }, n) =>
      specs.map((spec) => [resultKey({ case: id, spec }), plan.positions.cases[n] ?? -1] as const),
    ),
  );
  for (const event of events) {
    if (event.type === 'exchange') {
      const place = plan.positions.cases[event.planned ?? -1] ?? -1;
      at(place, event.exchange.repetition ?? 0, event.against === true).exchanges.push({ ...event, planned: place });
    } else if (event.type === 'result') {
      const { result, repetition = 0, against = false } = event;
      const { results } = at(places.get(resultKey(result)) ?? -1, repetition, against);
      // A resumed part may have two results; the last one counts.
      const before = results.findIndex((each) => each.result.spec === result.spec);
      if (before >= 0) results.splice(before, 1);
      results.push(event);
    }
  }
  return [...sendings.values()];
}

const WEIGHT: Readonly<Record<Verdict, number>> = { conforms: 0, inconclusive: 1, diverges: 2 };

/** Keeps the worst of the parts' results for the control case, which every part sends. */
function keepWorse(sendings: Map<string, Sending>, sending: Sending): void {
  const weigh = ({ results }: Sending): number => Math.max(...results.map(({ result }) => WEIGHT[result.verdict]), -1);
  const known = sendings.get(sending.key);
  if (known === undefined || weigh(sending) > weigh(known)) sendings.set(sending.key, sending);
}

/** Renumbers exchanges, and their ids in results: a case may be judged by exchanges of another case. */
function* renumber(sendings: readonly Sending[]): Generator<RunEvent> {
  const ids = new Map<string, number>();
  for (const { part, exchanges } of sendings)
    for (const { exchange } of exchanges) ids.set(`${part} ${exchange.id}`, ids.size);
  for (const { part, exchanges, results } of sendings) {
    const rename = (id: number): number => ids.get(`${part} ${id}`) ?? id;
    for (const event of exchanges) yield { ...event, exchange: { ...event.exchange, id: rename(event.exchange.id) } };
    for (const event of results) yield { ...event, result: renameExchanges(event.result, rename) };
  }
}

function renameExchanges(result: CaseResult, rename: (id: number) => number): CaseResult {
  return {
    ...result,
    exchanges: result.exchanges.map(rename).toSorted((a, b) => a - b),
    divergences: result.divergences.map((each) => ({ ...each, exchange: rename(each.exchange) })),
  };
}

function compare(a: readonly number[], b: readonly number[]): number {
  const n = a.findIndex((value, place) => value !== b[place]);
  return n < 0 ? 0 : (a[n] ?? 0) - (b[n] ?? 0);
}

/** The end of a part, in milliseconds since 1970. */
function endOf({ run, events }: Part): number {
  let from = Date.parse(run.startedAt);
  let end = from;
  for (const event of events) {
    if (event.type === 'resumed') from = Date.parse(event.startedAt);
    if (event.type === 'end') end = from + event.durationMs;
  }
  return end;
}
