import type { Report } from '../../core/model/report.js';
import { describeBaseline } from '../../core/report/describe-baseline.js';

/** How the run compares with its baseline; nothing where it has none. */
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
      {words.commands('DIR').map((line) => (
        <p class="quiet">{line}</p>
      ))}
    </section>
  );
}
