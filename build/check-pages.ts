import { RUNS, type Check } from '../src/core/dialect/check.js';
import { checksByDialect } from '../src/core/dialect/checks.js';
import type { Claim } from '../src/core/model/claim.js';
import type { Spec } from '../src/core/model/spec.js';
import type { Fault } from '../src/reference/fault.js';

/** The data of the pages. */
export interface PageSources {
  readonly checks: readonly Check[];
  readonly specs: readonly Spec[];
  readonly faults: readonly Fault[];
}

/** One Markdown page for each check and an index of them, by file name. */
export function makeCheckPages(sources: PageSources): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', makeIndex(sources)],
    ...sources.checks.map((check) => [`${check.id}.md`, makePage(check, sources)] as const),
  ]);
}

function makeIndex({ checks }: PageSources): string {
  const stages = [...new Set(checks.map(({ stage }) => stage))];
  return join([
    '# Checks',
    'Each check is one rule. It runs when a claim of a spec names it. Checks run in the order of their stages; a divergence at a place that an earlier stage already reported is left out.',
    ...stages.flatMap((stage) => [
      `## ${stage}`,
      checks
        .filter((check) => check.stage === stage)
        .map(({ id, title }) => `- [${id}](${id}.md): ${title}`)
        .join('\n'),
    ]),
    '`npm run docs` generates these pages from the checks, the specs and the faults of the reference provider.',
  ]);
}

function makePage(check: Check, { checks, specs, faults }: PageSources): string {
  const { what, causes, falseAlarm, seen } = check.explain;
  const shown = faults.filter(({ expect }) => expect.check === check.id);
  const further = seen.filter((thread) => !shown.some((fault) => fault.seen.includes(thread)));
  return join([
    `# ${check.id}`,
    `**${check.title}.** ${escape(what)}`,
    '## Usual causes',
    escape(causes),
    '## False positives',
    escape(falseAlarm),
    '## Divergences',
    `Reports: ${check.kinds.map((kind) => `\`${kind}\``).join(', ')} (stage \`${check.stage}\`).${causesOf(check, checks)}`,
    ...(shown.length === 0 && further.length === 0 ? [] : ['## Seen in']),
    ...(shown.some((fault) => fault.seen.length > 0)
      ? [
          shown
            .filter((fault) => fault.seen.length > 0)
            .map(met)
            .join('\n'),
        ]
      : []),
    ...(further.length === 0
      ? []
      : [`${shown.length === 0 ? 'Reported' : 'Also reported'} in ${further.map(link).join(', ')}.`]),
    ...(shown.length === 0 ? [] : ['## Reproduce', reproduce(shown[0])]),
    '## Claims',
    ...claimsOf(check, specs),
  ]);
}

/** The only dialect that has a check; undefined for a check that all have. */
function dialectOf({ id }: Check): string | undefined {
  return [...checksByDialect].find(([, those]) => those.some((each) => each.id === id))?.[0];
}

/** Whether two checks can report on one response, which belongs to one dialect. */
function canMeet(one: Check, other: Check): boolean {
  const dialects = [dialectOf(one), dialectOf(other)].filter((dialect) => dialect !== undefined);
  return new Set(dialects).size < 2;
}

function causesOf(check: Check, checks: readonly Check[]): string {
  const { stage, consequenceOf } = check;
  const causes = checks
    .filter((cause) => cause.id !== check.id && canMeet(cause, check))
    .filter(({ id, fatal }) => fatal.includes(stage) || consequenceOf.includes(id));
  if (causes.length === 0) return '';
  return ` Skipped when one of these checks already failed on the same response: ${causes.map(({ id }) => `[${id}](${id}.md)`).join(', ')}.`;
}

const met = ({ title, seen, expect }: Fault): string =>
  `- ${escape(title)}${expect.note === true ? ' Reported as a note.' : ''} (${seen.map(link).join(', ')})`;

function reproduce(fault: Fault | undefined): string {
  if (fault === undefined) return '';
  return [
    'Start the reference provider with this fault:',
    '',
    '```sh',
    `conformance serve --spec ${fault.specs[0] ?? 'openai'} --fault ${fault.id}`,
    '```',
  ].join('\n');
}

function claimsOf(check: Check, specs: readonly Spec[]): readonly string[] {
  const bound = specs.flatMap((spec) => spec.claims.filter((claim) => isHeldBy(claim, check.id)));
  const claims = [...new Map(bound.map((claim) => [claim.id, claim])).values()];
  if (claims.length === 0) {
    return [check.runs === 'when-claimed' ? 'No claim of the specs in this repository names it.' : RUNS[check.runs]];
  }
  return [claims.map(({ id, level, says }) => `- \`${id}\` (${level}): ${escape(says)}`).join('\n')];
}

const isHeldBy = ({ heldBy }: Claim, check: string): boolean =>
  heldBy.some((holder) => holder.by === 'check' && holder.check === check);

const link = (thread: string): string => `[${thread}](https://github.com/${thread.replace('#', '/issues/')})`;

/** Text in Markdown, with markup outside of code spans escaped. */
function escape(text: string): string {
  return text
    .split('`')
    .map((part, n) => (n % 2 === 1 ? `\`${part}\`` : part.replaceAll(/[\\*<>[\]|]/gu, String.raw`\$&`)))
    .join('');
}

const join = (blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`;
