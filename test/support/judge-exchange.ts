import type { Case } from '../../src/core/model/case.js';
import type { CaseResult } from '../../src/core/model/case-result.js';
import { judge } from '../../src/core/judge/judge.js';
import { makeCase } from './case.js';
import { makeExchange, type ExchangeParts } from './exchange.js';
import { specWith, type SpecParts } from './spec.js';

/** What a test judges: a made-up spec, one exchange or several, and the case that asked. */
export interface Judged {
  readonly spec?: SpecParts;
  readonly case?: Partial<Case>;
  readonly controlWorks?: boolean | null;
}

/** Judges exchanges by a made-up spec; by default the control request is known to work. */
export function judgeExchange(exchanges: ExchangeParts | readonly ExchangeParts[], given: Judged = {}): CaseResult {
  const parts = Array.isArray(exchanges) ? (exchanges as readonly ExchangeParts[]) : [exchanges as ExchangeParts];
  return judge({
    case: makeCase(given.case),
    spec: specWith(given.spec),
    exchanges: parts.map((each, n) => makeExchange({ id: n, ...each })),
    controlWorks: given.controlWorks === undefined ? true : given.controlWorks,
  });
}

/** The divergences, a line each: `check kind place`, with ` ×n` if it was folded. */
export function reportsIn(result: CaseResult): readonly string[] {
  return result.divergences.map(({ check, kind, at, occurrences }) => {
    const place =
      at.part === 'header'
        ? `header ${at.name}`
        : at.part === 'body'
          ? `body${at.pointer}`
          : at.part === 'chunk'
            ? `chunk ${at.chunk}${at.pointer}`
            : at.part;
    return `${check} ${kind} ${place}${occurrences > 1 ? ` ×${occurrences}` : ''}`;
  });
}
