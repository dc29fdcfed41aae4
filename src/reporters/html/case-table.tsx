import type { CaseResult } from '../../core/model/case-result.js';
import type { Report } from '../../core/model/report.js';
import { caseAnchor } from './style.js';

const ORDER = { diverges: 0, inconclusive: 1, conforms: 2 } as const;
const LETTERS = { conforms: 'c', diverges: 'd', inconclusive: 'i' } as const;

/** Every case that ran, those that diverge first: its verdict, its findings, its exchanges. */
export function CaseTable({ report, shown }: { readonly report: Report; readonly shown: ReadonlySet<number> }) {
  const numbers = new Map(report.findings.map(({ id }, n) => [id, n + 1]));
  const rows = report.results.toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict]);
  return (
    <div class="scroll">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Verdict</th>
            <th scope="col">Findings</th>
            <th scope="col">Exchanges</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((result) => (
            <CaseRow result={result} numbers={numbers} shown={shown} several={report.specs.length > 1} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CaseRow({
  result,
  numbers,
  shown,
  several,
}: {
  readonly result: CaseResult;
  readonly numbers: ReadonlyMap<string, number>;
  readonly shown: ReadonlySet<number>;
  readonly several: boolean;
}) {
  const { case: id, spec, verdict, divergences, inconclusive, exchanges, durationMs } = result;
  const found = [...new Set(divergences.flatMap(({ finding }) => numbers.get(finding ?? '') ?? []))].toSorted(
    (a, b) => a - b,
  );
  return (
    <tr id={caseAnchor(spec, id)} data-filter="">
      <td>
        <code>
          {id.split('/').map((part, n) => (
            <>
              {n === 0 ? null : '/'}
              {n === 0 ? null : <wbr />}
              {part}
            </>
          ))}
        </code>
        {several ? <small>{spec}</small> : null}
      </td>
      <td>
        <span class={LETTERS[verdict]}>{verdict}</span>
        {inconclusive === null ? null : (
          <small>
            {inconclusive.reason}: {inconclusive.detail}
          </small>
        )}
      </td>
      <td>
        {found.map((n) => (
          <a href={`#f${n}`}>{n} </a>
        ))}
      </td>
      <td>
        {exchanges.map((n) => (shown.has(n) ? <a href={`#x${n}`}>{n} </a> : <span>{n} </span>))}
        {durationMs === undefined ? null : <small class="ms">{durationMs} ms</small>}
      </td>
    </tr>
  );
}
