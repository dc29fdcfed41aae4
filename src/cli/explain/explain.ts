import { describeOmission, describeHolders } from '../../core/report/phrases.js';
import { explainImpact } from '../../core/clients/check-impact.js';
import { RUNS, type Check } from '../../core/dialect/check.js';
import { checkOf, checks } from '../../core/judge/checks.js';
import type { Case } from '../../core/model/case.js';
import type { Claim } from '../../core/model/claim.js';
import { urlOfClaim, type Spec } from '../../core/model/spec.js';
import { makePlan } from '../../core/plan/make-plan.js';
import { didYouMean } from '../../core/spec/suggestion.js';
import { escapeLines } from '../../core/wire/quote.js';
import { commandName } from '../shared/command-name.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';
import { loadClients } from '../../io/files/load-clients.js';
import type { OpenedAll } from '../../io/files/open-specs.js';
import { readAll } from '../shared/read-all.js';
import { wrapLines } from '../shared/wrap-lines.js';

/** The flags of `conformance explain`. */
export interface ExplainFlags {
  readonly spec?: string;
  readonly suites?: readonly string[];
}

/** Runs `conformance explain`: a text on stdout, or the nearest name. Returns the exit status. */
export async function explainCommand(name: string, flags: ExplainFlags): Promise<ExitStatus> {
  const text = await explain(name, flags);
  if (text === null) return EXIT.couldNotRun;
  // A terminal would obey sequences in the text of a spec.
  process.stdout.write(`${wrapLines(escapeLines(text), process.stdout.columns ?? 80)}\n`);
  return EXIT.conforms;
}

async function explain(name: string, flags: ExplainFlags): Promise<string | null> {
  const read = await readAll(flags.spec, flags.suites);
  if (read === null) return null;
  const check = checkOf({ check: name });
  if (check !== undefined) return explainCheck(check, read.specs);
  const claims = read.specs.flatMap((spec) =>
    spec.claims.filter(({ id }) => id === name).map((claim) => ({ spec, claim })),
  );
  const [first] = claims;
  if (first !== undefined)
    return explainClaim(
      first.claim,
      claims.map(({ spec }) => spec),
    );
  const shared = { specs: read.specs, suites: read.suites, model: 'MODEL', mostRequests: Number.POSITIVE_INFINITY };
  // A plan of one case is made faster.
  const near = makePlan({ ...shared, selection: { suites: [], only: [name] } });
  const planned = near.ok && near.value.cases.some(({ id }) => id === name) ? near : makePlan(shared);
  if (!planned.ok) {
    printErrors(planned.errors);
    return null;
  }
  const { cases, omitted } = planned.value;
  const named = cases.filter(({ id }) => id === name);
  if (named.length > 0)
    return explainCase(
      named,
      omitted.filter((omission) => omission.case === name),
    );
  const known = [
    ...checks.map(({ id }) => id),
    ...cases.map(({ id }) => id),
    ...read.specs.flatMap(({ claims: all }) => all.map(({ id }) => id)),
  ];
  process.stderr.write(`${whyNot(name, known, read)}\n`);
  return null;
}

function whyNot(name: string, known: readonly string[], read: OpenedAll): string {
  if (read.specs.some(({ id }) => id === name))
    return `${name} is a spec. List its claims with: ${commandName()} list claims --spec ${name}`;
  if (read.suites.some(({ id }) => id === name))
    return `${name} is a suite. List its cases with: ${commandName()} list cases`;
  return `No check, claim or case is named ${JSON.stringify(name)}. ${didYouMean(name, known) ?? `List the names with: ${commandName()} list checks (or: cases, claims)`}`;
}

function explainCheck(check: Check, specs: readonly Spec[]): string {
  const bound = specs.flatMap((spec) =>
    spec.claims
      .filter(({ heldBy }) => heldBy.some((holder) => holder.by === 'check' && holder.check === check.id))
      .map((claim) => {
        const words = claim.quote === null ? '' : ` “${claim.quote.replaceAll(/\s+/gu, ' ')}”`;
        return `  ${spec.id}: ${claim.id} (${claim.level})${words}`;
      }),
  );
  const data = loadClients();
  const impact = data === null ? [] : explainImpact(check.id, data);
  return [
    `check ${check.id}: ${check.title}`,
    check.explain.what,
    `Usual causes: ${check.explain.causes}`,
    `False positives: ${check.explain.falseAlarm}`,
    `Reports: ${check.kinds.join(', ')}.`,
    ...(check.explain.seen.length === 0 ? [] : [`Seen in: ${check.explain.seen.map(threadUrl).join(', ')}.`]),
    ...(check.runs === 'when-claimed' ? [] : [RUNS[check.runs]]),
    ...(impact.length === 0
      ? []
      : [
          `Clients, measured with the reference provider and one fault at a time:\n${impact.map((line) => `  ${line}`).join('\n')}`,
        ]),
    ...(bound.length === 0 ? [] : [`Claims that it tests:\n${[...new Set(bound)].join('\n')}`]),
  ].join('\n\n');
}

const threadUrl = (thread: string): string => {
  const [, repository, number] = /^([\w.-]+\/[\w.-]+)#(\d+)/u.exec(thread) ?? [];
  return repository === undefined ? thread : `https://github.com/${repository}/issues/${number}`;
};

function explainClaim(claim: Claim, specs: readonly Spec[]): string {
  const doc = specs[0]?.docs.find(({ id }) => id === claim.doc);
  return [
    `claim ${claim.id} (${claim.basis}, ${claim.level}), of ${specs.map(({ id }) => id).join(', ')}`,
    claim.says,
    claim.quote === null ? 'The documents do not say it.' : `“${claim.quote}”`,
    ...(doc === undefined ? [] : [`${doc.title}, ${urlOfClaim(doc, claim)}, read on ${doc.read}`]),
    ...(claim.levelReason === null ? [] : [`Reason for the level: ${claim.levelReason}`]),
    `Tested by ${describeHolders(claim)}.`,
  ].join('\n\n');
}

function explainCase(
  cases: readonly Case[],
  omitted: readonly { readonly spec: string; readonly needs: string }[],
): string {
  return cases
    .map((each) =>
      [
        `case ${each.id}: ${each.title}`,
        ...(each.asks === undefined ? [] : [each.asks]),
        `Judged by ${each.specs.join(', ')}. ${expectation(each)}`,
        ...omitted.map((omission) => `Omitted: ${describeOmission(omission)}.`),
        ...each.steps.map(
          (step, i) => `request ${i + 1}: ${step.method} ${step.path}, key ${step.auth.kind}${body(step)}`,
        ),
      ].join('\n\n'),
    )
    .join('\n\n');
}

const expectation = ({ expects, mistake }: Case): string => {
  if (expects === 'refused')
    return `The request contains a deliberate mistake (${mistake ?? 'unnamed'}) and must be refused if the documents say so.`;
  return expects === 'accepted' ? 'It must be accepted.' : 'The documents do not say whether it is accepted.';
};

const body = (step: Case['steps'][number]): string =>
  step.rawBody === undefined
    ? step.body === undefined
      ? ''
      : `\n${JSON.stringify(step.body, null, 2)}`
    : `\n${step.rawBody}`;
