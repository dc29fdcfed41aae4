import { describeOmission } from '../../core/report/phrases.js';
import type { Report } from '../../core/model/report.js';
import { groupDivergences } from '../../core/report/group.js';
import { describePlace } from '../../core/wire/place.js';
import { describeBaseline } from '../../core/report/describe-baseline.js';
import { COMMAND } from '../words.js';

/** The cases that were not sent, with the reasons. */
export function Lists({ report }: { readonly report: Report }) {
  return (
    <>
      <Omissions summary="Skipped to stay within the request budget (--all sends them)" those={report.skipped ?? []} />
      <Omissions summary="Omitted, each with what it needs" those={report.omitted} />
      {report.notRun.length === 0 ? null : (
        <details>
          <summary>Not run: {report.notRun.length}</summary>
          <ul>
            {report.notRun.map(({ case: id, spec }) => (
              <li>
                <code>{id}</code> ({spec})
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Omissions({ summary, those }: { readonly summary: string; readonly those: Report['omitted'] }) {
  if (those.length === 0) return null;
  return (
    <details>
      <summary>
        {summary}: {those.length}
      </summary>
      <ul>
        {those.map((omission) => (
          <li>
            <code>{omission.case}</code>: {describeOmission(omission)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The divergences of the upstream that the target repairs; empty for a run without an upstream. */
export function Repaired({ report: { against } }: { readonly report: Report }) {
  if (against === undefined) return null;
  const groups = groupDivergences(
    against.repaired.map(({ case: id, spec, divergence }) => ({ case: id, spec, divergences: [divergence] })),
  );
  return (
    <section>
      <h2>Repaired</h2>
      <p>
        Divergences of the upstream {against.target.baseUrl} ({against.requests} requests) that the gateway does not
        show{groups.length === 0 ? ': none.' : ':'}
      </p>
      <ul>
        {groups.map(({ divergence, spec, cases }) => (
          <li>
            <span class={divergence.level}>{divergence.level}</span> {divergence.kind} at{' '}
            <code>{describePlace(divergence.at)}</code>, check <code>{divergence.check}</code> of {spec}, in{' '}
            {cases.length} {cases.length === 1 ? 'case' : 'cases'}: {divergence.sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How the run compares with its baseline; nothing if it has none. */
export function BaselineSection({ report }: { readonly report: Report }) {
  const words = describeBaseline(report);
  if (words === null) return null;
  const file = report.baseline?.file ?? '';
  return (
    <section>
      <h2>Baseline</h2>
      <p>{words.summary}</p>
      <ul>
        {words.lines.map(({ fails, entry, says }) => (
          <li class={fails ? 'must' : 'should'}>
            <code>
              {file}:{entry.lines.first}
            </code>{' '}
            {says}
          </li>
        ))}
      </ul>
      {words.commands('DIR', COMMAND).map((line) => (
        <p class="quiet">{line}</p>
      ))}
    </section>
  );
}
