import type { Divergence } from '../core/model/divergence.js';
import { describeOrigin } from '../core/report/describe-origin.js';
import { describeState } from '../core/report/describe-state.js';
import { describePlace } from '../core/wire/place.js';

/** A divergence as plain text, some lines: where, what, and which documented sentence it breaks. */
export function divergenceText(divergence: Divergence): string {
  const { level, at, kind, check, claim, sentence, source, exchange } = divergence;
  return [
    `${level} ${describePlace(at)} ${kind} (check ${check}, claim ${claim})`,
    `  ${sentence}`,
    `  ${source.quote === null ? '(the documents do not mention it)' : `“${source.quote}”`}`,
    `  ${source.title}, ${source.url}`,
    ...[describeOrigin(divergence), ...describeState(divergence)].flatMap((line) =>
      line === null ? [] : [`  ${line}`],
    ),
    `  first in exchange ${exchange}`,
  ].join('\n');
}
