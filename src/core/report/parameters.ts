import type { Case, Omission } from '../model/case.js';
import type { CaseResult } from '../model/case-result.js';
import type { Finding } from '../model/finding.js';
import type { ParameterRow, ParameterState } from '../model/parameter.js';

/** What the table needs of a case. */
export type ParameterCase = Pick<Case, 'about' | 'expects' | 'stimulus' | 'steps'>;

interface Tried {
  readonly result: CaseResult;
  readonly testCase: ParameterCase;
}

/** Stimuli that an answer shows without the parameter, too. */
const NO_EFFECT: ReadonlySet<Case['stimulus']> = new Set<Case['stimulus']>([null, 'text', 'non-ascii']);

/** Which requests a finding says are refused, by its id. */
type Refused = ReadonlyMap<string, string>;

/** What became of each request parameter that some case is about, by spec and name. Pure data. */
export function parameterTable(
  results: readonly CaseResult[],
  omitted: readonly Omission[],
  cases: ReadonlyMap<string, ParameterCase>,
  findings: readonly Pick<Finding, 'id' | 'refused'>[],
): readonly ParameterRow[] {
  const causes: Refused = new Map(
    findings.flatMap(({ id, refused }) => (refused === undefined ? [] : [[id, refused]])),
  );
  const tried = new Map<string, { readonly spec: string; readonly parameter: string; readonly all: Tried[] }>();
  for (const result of results) {
    const testCase = cases.get(result.case);
    const parameter = testCase === undefined ? null : parameterOf(testCase);
    if (testCase === undefined || parameter === null || testCase.expects === 'refused') continue;
    const key = `${result.spec} ${parameter}`;
    const row = tried.get(key) ?? { spec: result.spec, parameter, all: [] };
    tried.set(key, row);
    row.all.push({ result, testCase });
  }
  const rows = [...tried.values()].map(({ spec, parameter, all }): ParameterRow => {
    const ids = all.map(({ result }) => result.case);
    return { spec, parameter, ...stateOf(parameter, all, causes), cases: ids };
  });
  const undocumented = omitted.flatMap(({ case: id, spec, needs }): readonly ParameterRow[] =>
    id.endsWith(`/${needs}.*`) ? [{ spec, parameter: needs, state: 'not-documented', cases: [] }] : [],
  );
  return [...rows, ...undocumented].toSorted((a, b) => compare(a.spec, b.spec) || compare(a.parameter, b.parameter));
}

/** The member of the request body that a case is about; null if it is about something else. */
function parameterOf({ about, steps }: ParameterCase): string | null {
  const [root = ''] = about.split('.', 1);
  const body = steps.at(-1)?.body;
  return body !== undefined && Object.hasOwn(body, root) ? root : null;
}

function stateOf(parameter: string, all: readonly Tried[], causes: Refused): Pick<ParameterRow, 'state' | 'together'> {
  const refused = all.filter(({ result }) => isRefused(parameter, result, causes));
  const failed = all.filter(({ result }) => hasRefusal(result));
  const answered = all.filter((each) => !failed.includes(each) && each.result.verdict !== 'inconclusive');
  if (answered.some(({ result }) => result.divergences.some(({ kind }) => kind === 'ignored')))
    return { state: 'ignored' };
  if (refused.length > 0) {
    const together = answered.length === 0 ? [] : sharedBy(refused, answered, parameter);
    return together.length === 0 ? { state: 'refused' } : { state: 'refused-together', together };
  }
  if (answered.length === 0) return { state: 'could-not-tell' };
  const obeyed = answered.some((each) => each.result.verdict === 'conforms' && showsEffect(parameter, each.testCase));
  return { state: obeyed ? 'obeyed' : 'accepted' };
}

function hasRefusal({ divergences }: CaseResult): boolean {
  return divergences.some(({ kind }) => kind === 'refused');
}

/**
 * Whether the request was refused for the parameter: its finding names it among the requests that are refused. If the
 * finding names none, the case must have tested the claim that the refusal breaks.
 */
function isRefused(parameter: string, { divergences, observed }: CaseResult, causes: Refused): boolean {
  return divergences.some(({ kind, claim, finding = '' }) => {
    const cause = causes.get(finding);
    return kind === 'refused' && (cause === undefined ? observed.includes(claim) : isNamed(parameter, cause));
  });
}

/** Whether a cause is that requests have the parameter: `tools`, `n and stop`; not `without stream: true` or `GET /models`. */
function isNamed(parameter: string, cause: string): boolean {
  return cause.split(/, | and /u).some((part) => /^[^.[:]*/u.exec(part)?.[0] === parameter);
}

/** Further parameters that every refused request has and no answered one. */
function sharedBy(refused: readonly Tried[], answered: readonly Tried[], parameter: string): readonly string[] {
  const namesOf = ({ testCase }: Tried): readonly string[] => Object.keys(testCase.steps.at(-1)?.body ?? {});
  const others = new Set(answered.flatMap(namesOf));
  const [first, ...rest] = refused.map(namesOf);
  return (first ?? []).filter(
    (name) => name !== parameter && !others.has(name) && rest.every((names) => names.includes(name)),
  );
}

/** Whether an answer to the case shows that the parameter was followed: a conforming answer then has its effect. */
function showsEffect(parameter: string, { stimulus, steps }: ParameterCase): boolean {
  const step = steps.at(-1);
  return !NO_EFFECT.has(stimulus) || (step?.stream === true && step.body?.[parameter] === true);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const WORDS: Readonly<Record<ParameterState, string>> = {
  obeyed: 'obeyed',
  accepted: 'accepted, effect not visible',
  ignored: 'ignored',
  refused: 'refused',
  'refused-together': 'refused only together with',
  'could-not-tell': 'could not tell',
  'not-documented': 'not documented',
};

/** A row's state in words: `refused only together with stream`. */
export function describeParameter({ state, together = [] }: Pick<ParameterRow, 'state' | 'together'>): string {
  return [WORDS[state], together.join(', ')].filter((part) => part !== '').join(' ');
}
