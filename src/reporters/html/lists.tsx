import { describeOmission } from '../../core/report/describe-omission.js';
import type { Report } from '../../core/model/report.js';

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
