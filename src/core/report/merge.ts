import type { RunEvent, Planned, RunStarted } from '../model/event.js';
import type { InputError } from '../model/input-error.js';
import { fail, ok, type Result } from '../model/result.js';
import { fileError } from '../spec/source.js';
import { joinEvents } from './merge-events.js';
import type { Case, Omission } from '../model/case.js';

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
  const last = events.findLast(({ type }) => type === 'end' || type === 'resumed');
  if (last?.type !== 'end' || !last.complete)
    return refuse(`Part ${shard.index} is incomplete.`, 'Complete it first: run --resume.');
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
    ...(repeat === undefined ? {} : { repeat }),
  });
}

/** The values at 0, 1, 2, …; null where one is missing. */
function inOrder<T>(values: ReadonlyMap<number, T>): readonly T[] | null {
  const made = Array.from({ length: values.size }, (_, n) => values.get(n));
  return made.every((value) => value !== undefined) ? made : null;
}
