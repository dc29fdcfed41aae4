import { ALWAYS, ALWAYS_HOLDS } from '../src/core/checks/always.js';
import type { Check } from '../src/core/checks/check.js';
import type { Claim } from '../src/core/model/claim.js';
import type { Spec } from '../src/core/model/spec.js';
import type { Fault } from '../src/reference/fault.js';

/** From what the pages of the checks are made. */
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
    'Each check is one rule, held where a claim of a spec names it. They speak in the order of their stages, and what an earlier one told of a place no later one repeats.',
    ...stages.flatMap((stage) => [
      `## ${stage}`,
      checks
        .filter((check) => check.stage === stage)
        .map(({ id, title }) => `- [${id}](${id}.md): ${title}`)
        .join('\n'),
    ]),
    'These pages are made by `npm run docs` from the checks, the specs and the faults of the reference provider.',
  ]);
}

function makePage(check: Check, { specs, faults }: PageSources): string {
  const { what, causes, falseAlarm, seen } = check.explain;
  const shown = faults.filter(({ told }) => told.check === check.id);
  const further = seen.filter((thread) => !shown.some((fault) => fault.seen.includes(thread)));
  return join([
    `# ${check.id}`,
    `**${check.title}.** ${escape(what)}`,
    '## What usually causes a divergence',
    escape(causes),
    '## When the check itself may be wrong',
    escape(falseAlarm),
    '## What it tells',
    `It tells ${check.kinds.map((kind) => `\`${kind}\``).join(', ')}, at the stage \`${check.stage}\`.${echoes(check)}`,
    ...(shown.length === 0 && further.length === 0 ? [] : ['## Seen in the wild']),
    ...(shown.some((fault) => fault.seen.length > 0)
      ? [
          shown
            .filter((fault) => fault.seen.length > 0)
            .map(met)
            .join('\n'),
        ]
      : []),
    ...(further.length === 0 ? [] : [`${shown.length === 0 ? 'Met' : 'Also met'} in ${further.map(link).join(', ')}.`]),
    ...(shown.length === 0 ? [] : ['## See it', reproduce(shown[0])]),
    '## Claims that it holds providers to',
    ...claimsOf(check, specs),
  ]);
}

const echoes = ({ silentAfter = [] }: Check): string =>
  silentAfter.length === 0
    ? ''
    : ` It is silent where one of these spoke of the same answer: ${silentAfter.map((id) => `[${id}](${id}.md)`).join(', ')}.`;

const met = ({ title, seen, told }: Fault): string =>
  `- ${escape(title)}${told.note === true ? ' Told as a note.' : ''} (${seen.map(link).join(', ')})`;

function reproduce(fault: Fault | undefined): string {
  if (fault === undefined) return '';
  return [
    'The reference provider shows it:',
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
    return [ALWAYS.has(check.id) ? ALWAYS_HOLDS : 'No claim of the specs here names it.'];
  }
  return [claims.map(({ id, level, says }) => `- \`${id}\` (${level}): ${escape(says)}`).join('\n')];
}

const isHeldBy = ({ heldBy }: Claim, check: string): boolean =>
  heldBy.some((holder) => holder.by === 'check' && holder.check === check);

const link = (thread: string): string => `[${thread}](https://github.com/${thread.replace('#', '/issues/')})`;

/** Text of ours in Markdown: what would be read as markup outside of code is escaped. */
function escape(text: string): string {
  return text
    .split('`')
    .map((part, n) => (n % 2 === 1 ? `\`${part}\`` : part.replaceAll(/[\\*<>[\]|]/gu, String.raw`\$&`)))
    .join('');
}

const join = (blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`;
