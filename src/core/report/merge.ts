import type { RunEvent, Planned, RunStarted } from '../model/event.js';
import type { InputError } from '../model/input-error.js';
import { fileError } from '../spec/source.js';
import { joinEvents } from './merge-events.js';
import type { Case, Omission } from '../model/case.js';

/**
 * Joins the parts of one run to the events of the whole, as if it had never been cut up. The control case, which every
 * part sends, stands in it once: with the worst that any part saw. Exchanges are numbered anew.
 * @returns why not, for each part that does not belong to the others; nothing is joined then.
 */
export function mergeParts(
  inputs: readonly PartInput[],
): { readonly events: readonly RunEvent[] } | { readonly errors: readonly InputError[] } {
  const read = inputs.map(readPart);
  const errors: InputError[] = read.flatMap((part) => ('reason' in part ? [part] : []));
  const parts = read.flatMap((part) => ('reason' in part ? [] : [part]));
  const [first] = parts;
  if (first === undefined || errors.length > 0)
    return { errors: errors.length > 0 ? errors : [fileError('merge', 'No part is named.')] };
  const strangers = parts.slice(1).flatMap((part) => whyStranger(part, first) ?? []);
  if (strangers.length > 0) return { errors: strangers };
  const counted = countParts(parts, first.run.shard.of);
  if (counted.length > 0) return { errors: counted };
  const plan = joinPlans(parts);
  if ('reason' in plan) return { errors: [plan] };
  return { events: joinEvents(parts, plan) };
}

function readPart({ file, events }: PartInput): Part | InputError {
  const run = events.find((event) => event.type === 'run');
  const plan = events.find((event) => event.type === 'plan');
  const shard = run?.shard;
  const positions = plan?.positions;
  if (run === undefined || plan === undefined) return fileError(file, 'It is not the record of a run.');
  if (shard === undefined || positions === undefined)
    return fileError(file, 'It is a whole run, not a part of one.', 'Parts come from run --shard 1/3, 2/3, 3/3.');
  const last = events.findLast(({ type }) => type === 'end' || type === 'resumed');
  if (last?.type !== 'end' || !last.complete)
    return fileError(file, `Part ${shard.index} did not come to its end.`, 'Go on with it first: run --resume.');
  if (positions.cases.length !== plan.cases.length || positions.omitted.length !== plan.omitted.length)
    return fileError(file, `Part ${shard.index} does not say where its cases stand in the plan.`);
  return { file, events, run: { ...run, shard }, plan: { ...plan, positions } };
}

/** What all parts have in common, and how a message names it. */
const ALIKE: readonly (readonly [what: string, of: (part: Part) => unknown])[] = [
  ['another version of the tool', ({ run }) => `${run.tool.name} ${run.tool.version}`],
  ['another target', ({ run }) => run.target],
  ['another upstream', ({ run }) => run.against?.target ?? null],
  ['other specs, or other revisions of them', ({ run }) => run.specs],
  ['a run that was cut into another number of parts', ({ run }) => run.shard.of],
  ['another plan', ({ run }) => run.shard.plan],
  ['another number of repetitions', ({ plan }) => plan.repeat ?? 1],
  ['another baseline', ({ events }) => events.findLast(({ type }) => type === 'baseline') ?? null],
];

function whyStranger(part: Part, first: Part): InputError | null {
  for (const [what, of] of ALIKE) {
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
      errors.push(fileError(file, `Part ${index} of ${of} is there twice: ${same} is it as well.`));
    seen.set(index, file);
  }
  const missing = Array.from({ length: of }, (_, n) => n + 1).filter((index) => !seen.has(index));
  if (missing.length > 0)
    errors.push(
      fileError('merge', `Of ${of} parts these are missing: ${missing.join(', ')}.`, 'Name the folders of all parts.'),
    );
  return errors;
}

/** The events of one part of a run, and where they were read. */
export interface PartInput {
  readonly file: string;
  readonly events: readonly RunEvent[];
}

/** A part that may be joined with others. */
export interface Part extends PartInput {
  readonly run: RunStarted & { readonly shard: NonNullable<RunStarted['shard']> };
  readonly plan: Planned & { readonly positions: NonNullable<Planned['positions']> };
}

/** The whole plan of parts that belong together, or why they do not make a whole. */
export function joinPlans(parts: readonly Part[]): Planned | InputError {
  const cases = new Map<number, Case>();
  const omitted = new Map<number, Omission>();
  for (const { plan } of parts) {
    for (const [n, each] of plan.cases.entries()) cases.set(plan.positions.cases[n] ?? -1, each);
    for (const [n, each] of plan.omitted.entries()) omitted.set(plan.positions.omitted[n] ?? -1, each);
  }
  const whole = { cases: inOrder(cases), omitted: inOrder(omitted) };
  if (whole.cases === null || whole.omitted === null)
    return fileError('merge', 'The parts leave gaps in the plan.', 'One of them was edited; run it again.');
  const repeat = parts[0]?.plan.repeat;
  return { type: 'plan', cases: whole.cases, omitted: whole.omitted, ...(repeat === undefined ? {} : { repeat }) };
}

/** The values at 0, 1, 2, …; null where one is missing. */
function inOrder<T>(values: ReadonlyMap<number, T>): readonly T[] | null {
  const made = Array.from({ length: values.size }, (_, n) => values.get(n));
  return made.every((value) => value !== undefined) ? made : null;
}
