import { describeOmission } from '../../core/report/describe-omission.js';
import type { Report } from '../../core/model/report.js';

/** What could not be told, and what was not asked, with the reasons. */
export function Lists({ report }: { readonly report: Report }) {
  const doubts = report.results.filter(({ inconclusive }) => inconclusive !== null);
  return (
    <>
      {doubts.length === 0 ? null : (
        <section>
          <h2>Could not tell</h2>
          <ul>
            {doubts.map(({ case: id, spec, inconclusive }) => (
              <li>
                <code>{id}</code> ({spec}), {inconclusive?.reason}: {inconclusive?.detail}
              </li>
            ))}
          </ul>
        </section>
      )}
      {report.omitted.length === 0 ? null : (
        <details>
          <summary>Omitted, each with what it needs: {report.omitted.length}</summary>
          <ul>
            {report.omitted.map((omission) => (
              <li>
                <code>{omission.case}</code>: {describeOmission(omission)}
              </li>
            ))}
          </ul>
        </details>
      )}
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
