import { cleanText } from '../core/report/clean.js';
import {
  type CausedFinding,
  type ChangeCause,
  type ChangedSpec,
  describeMoved,
  describeRevisions,
  isOtherModel,
} from '../core/report/run-changes.js';
import { code, plain } from '../reporters/markdown-text.js';
import type { WatchedTarget } from './watch-target.js';

/** The title of the issue of a target: the same in every pass, so that it can be found again. */
export const titleOf = ({ name }: Pick<WatchedTarget, 'name'>): string => `Conformance watch: ${name}`;

/** What a pass shows of a target, as Markdown: one body that replaces the one of the last pass. */
export function describeWatch(target: WatchedTarget, at: string): string {
  const { name, status, changes, shortfall, isFirst, accepted, report } = target;
  const parts = [
    `# ${plain(titleOf(target))}`,
    STATUS[status],
    `Compared on ${plain(at)} with ${accepted === null ? 'no earlier run' : `the accepted run of ${plain(accepted)}`}.`,
    ...(isFirst && shortfall === null ? ['This is the first run: later runs are compared with it.'] : []),
  ];
  if (changes !== null) {
    const { documents, moved, tool, findings } = changes;
    const model = isOtherModel(changes) ? changes.model : null;
    parts.push('## Documents changed', ...orNone(documents.map(revision), findings, 'documents'));
    if (moved.length > 0) parts.push(`Note: ${plain(describeMoved(moved))}.`);
    parts.push('## Behaviour changed', ...orNone([], findings, 'behaviour'));
    const models = model === null ? [] : [`${listOf(model.before)} → ${listOf(model.after)}`];
    parts.push('## Model changed', models.length === 0 ? 'No.' : listItems(models));
    if (models.length > 0 && findings.some(({ cause }) => cause === 'behaviour'))
      parts.push('A change of behaviour may come from the other model.');
    if (tool !== null)
      parts.push(
        '## Tool changed',
        ...orNone([`${code(tool.before ?? '')} → ${code(tool.after ?? '')}`], findings, 'tool'),
      );
  }
  const untold = changes === null ? [] : changes.findings.filter(({ cause }) => cause === 'unknown');
  const why = shortfall === null ? [] : [`- ${code(cleanText(shortfall))}`];
  parts.push('## Could not tell', [...why, ...untold.map(describeFinding)].join('\n') || 'Nothing.');
  if (report !== null) {
    const { totals } = report;
    const counts = `${totals.conforms} conform, ${totals.diverges} diverge, ${totals.inconclusive} inconclusive`;
    parts.push(`${code(report.target.baseUrl)}, model ${code(report.target.model ?? 'unknown')}: ${counts}.`);
  }
  if (status !== 'unchanged')
    parts.push(`To accept the new state: ${code(`conformance watch --config FILE --accept ${name}`)}.`);
  return `${parts.join('\n\n')}\n`;
}

const STATUS: Readonly<Record<WatchedTarget['status'], string>> = {
  unchanged: '**Unchanged.**',
  changed: '**Changed.**',
  unknown: '**Could not tell.**',
};

const revision = (changed: ChangedSpec) => `${code(changed.spec)} ${plain(describeRevisions(changed))}`;

function orNone(first: readonly string[], findings: readonly CausedFinding[], cause: ChangeCause): readonly string[] {
  const lines = [
    ...first.map((line) => `- ${line}`),
    ...findings.filter((each) => each.cause === cause).map(describeFinding),
  ];
  return [lines.length === 0 ? 'No.' : lines.join('\n')];
}

const listItems = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

const listOf = (models: readonly string[] | null): string =>
  (models ?? []).map((model) => code(cleanText(model))).join(', ');

const WORDS = { new: 'new', gone: 'gone', unseen: 'not looked for again' } as const;

function describeFinding({ change, finding }: CausedFinding): string {
  const { level, title, spec, cases, id } = finding;
  const count = `${cases.length} ${cases.length === 1 ? 'case' : 'cases'}`;
  return `- ${WORDS[change]}: ${level} ${code(cleanText(title))} (${plain(spec)}, ${count}, finding ${code(id)})`;
}
