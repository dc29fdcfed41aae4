import type { RunEvent } from '../model/event.js';
import type { Plan } from '../model/case.js';
import type { Report } from '../model/report.js';
import type { Spec } from '../model/spec.js';
import type { Suite } from '../model/suite.js';
import { makePlan } from '../plan/make-plan.js';
import { documentedLimits } from '../plan/token-limit.js';
import { verifyDates, verifyRelease, verifySecrets, verifyTotals } from './verify-record.js';
import { verifyPlan } from './verify-plan.js';
import { verifyVerdicts } from './verify-verdicts.js';

/** The report and its record, and what they are compared with. */
export interface VerifyInput {
  readonly report: Report;
  readonly events: readonly RunEvent[];
  /** The number of an incomplete last line; null when there is none. */
  readonly torn: number | null;
  /** The texts of the folder, by name. */
  readonly files: ReadonlyMap<string, string>;
  /** The specs of this installation. */
  readonly specs: readonly Spec[];
  readonly suites: readonly Suite[];
  readonly tool: { readonly name: string; readonly version: string; readonly released: readonly string[] };
  readonly now: Date;
}

/** Recomputes everything that can be recomputed, and lists what cannot. */
export function verifyRun(input: VerifyInput): Verification {
  const { report, events } = input;
  const refused = [
    ...verifyTotals(report, events, input.torn),
    ...verifyDates(report, events, input.now),
    ...verifyRelease(report, input.tool),
    ...verifySecrets(events, input.files),
  ];
  const verified = ['the totals, claims and results of report.json follow from results.ndjson'];
  const unverified = [
    `that it was ${JSON.stringify(report.target.baseUrl.slice(0, 120))} that answered: a record is no signature`,
    ...(input.files.has('target.json') ? ['the name and version in target.json: only the submitter states them'] : []),
  ];
  const specs = report.specs.flatMap(({ id, sha256 }) =>
    input.specs.filter((spec) => spec.id === id && spec.sha256 === sha256),
  );
  const sameTool = report.tool.version === input.tool.version;
  if (!sameTool) {
    unverified.push(`the verdicts: ${report.tool.version} judged them, and this is ${input.tool.version}`);
  } else {
    refused.push(...verifyVerdicts(events, specs));
    if (specs.length > 0)
      verified.push(`the verdicts by ${specs.map(({ id }) => id).join(', ')} follow from the bytes`);
    for (const { id, revision } of report.specs) {
      if (!specs.some((spec) => spec.id === id))
        unverified.push(`the verdicts by ${id}: its revision ${revision} is not the one installed here`);
    }
  }
  const plans = sameTool && specs.length === report.specs.length ? plansOf(specs, input.suites, report) : [];
  const against = plans.map(([complete, unlimited]) => verifyPlan(events, complete, unlimited));
  const [first] = against;
  if (first === undefined) unverified.push('that every case was sent: the plan cannot be recomputed here');
  else {
    refused.push(...(against.find((refusals) => refusals.length === 0) ?? first));
    verified.push('every case of the specs was planned and sent as the suites define it');
  }
  return {
    refused,
    verified: refused.length === 0 ? verified : [],
    unverified,
    verdictsVerified: refused.length === 0 && sameTool && specs.length === report.specs.length,
  };
}

/**
 * The possible plans of such a run, with and without a request budget: one pair for each parameter that may limit
 * tokens.
 */
function plansOf(
  specs: readonly Spec[],
  suites: readonly Suite[],
  { target }: Report,
): readonly (readonly [complete: Plan, unlimited: Plan])[] {
  return [undefined, ...new Set(specs.flatMap(documentedLimits))].flatMap((limitParameter) => {
    const input = { specs, suites, model: target.model ?? '', limitParameter };
    const complete = makePlan(input);
    const unlimited = makePlan({ ...input, mostRequests: Number.POSITIVE_INFINITY });
    return complete.ok && unlimited.ok ? [[complete.value, unlimited.value] as const] : [];
  });
}

/** Why a report is refused. */
export type RefusalReason = 'edited' | 'partial' | 'undated' | 'unreleased' | 'secret';

/** A reason to refuse a report, with its place. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** A sentence for the submitter, without any secret. */
  readonly detail: string;
}

/** The result of verifying a report. The report is verified when `refused` is empty. */
export interface Verification {
  readonly refused: readonly Refusal[];
  /** What was recomputed and agrees. */
  readonly verified: readonly string[];
  /** What cannot be verified with these files. */
  readonly unverified: readonly string[];
  /** Whether every verdict was recomputed from the evidence. */
  readonly verdictsVerified: boolean;
}

/**
 * The first place at which two JSON values differ, as a JSON Pointer; null where they are the same. Members that are
 * `undefined` are absent; the order of members does not matter.
 */
export function firstDifference(a: unknown, b: unknown, at = ''): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return at;
  if (Array.isArray(a) !== Array.isArray(b)) return at;
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const own = (value: Readonly<Record<string, unknown>>): unknown =>
      Object.hasOwn(value, key) ? value[key] : undefined;
    const place = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const different = firstDifference(own(left), own(right), place);
    if (different !== null) return different;
  }
  return null;
}
