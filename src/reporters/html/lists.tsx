import { describeOmission } from '../../core/report/describe-omission.js';
import type { Report } from '../../core/model/report.js';

/** The cases that were not sent, with the reasons. */
export function Lists({ report }: { readonly report: Report }) {
  return (
    <>
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
