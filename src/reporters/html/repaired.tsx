import type { Report } from '../../core/model/report.js';
import { groupDivergences } from '../../core/report/group.js';
import { describePlace } from '../../core/wire/place.js';

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
