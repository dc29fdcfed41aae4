import { expect, it } from 'vitest';
import { judgeRedacted } from '../../../../src/core/judge/judge-redacted.js';
import type { Judgement } from '../../../../src/core/judge/judgement.js';
import type { CaseResult } from '../../../../src/core/model/case-result.js';
import { makeRedactor } from '../../../../src/core/redact/redactor.js';
import { makeExchange } from '../../../support/exchange.js';
import { makeDivergence } from '../../../support/divergence.js';

const SECRET = 'sk-example-7QxZt91aaBBccDD';
const redactor = makeRedactor([SECRET]);
const received = {
  case: { id: 'a' },
  spec: { id: 's' },
  exchanges: [makeExchange({ pieces: [`{"a":"${SECRET}"}`] })],
  controlWorks: true,
} as unknown as Judgement;

/** A judge that reports what it reads. */
function judge(check: (text: string) => string | null) {
  return ({ exchanges }: Judgement): CaseResult => {
    const text = exchanges
      .flatMap(({ response }) => response?.body ?? [])
      .map(({ bytes }) => new TextDecoder().decode(bytes))
      .join('');
    const found = check(text);
    return {
      case: 'a',
      spec: 's',
      verdict: found === null ? 'conforms' : 'diverges',
      divergences: found === null ? [] : [makeDivergence({ check: found, actual: text })],
      inconclusive: null,
      exchanges: [0],
      observed: [],
    };
  };
}

it('returns the result of the recorded response if it is that of the received one', () => {
  const result = judgeRedacted(
    judge(() => 'schema'),
    received,
    redactor,
  );
  expect(result.redacted).toBeUndefined();
  expect(result.divergences[0]?.actual).toContain('[conformance:key');
});

it('reports the echo of a secret, which only the recorded response shows', () => {
  const byMarker = judge((text) => (text.includes('[conform') ? 'key-echo' : null));
  expect(judgeRedacted(byMarker, received, redactor)).toMatchObject({ verdict: 'diverges' });
});

it('lets the received response decide where a secret mattered, and marks the result', () => {
  const bySecret = judge((text) => (text.includes(SECRET) ? null : 'schema'));
  expect(judgeRedacted(bySecret, received, redactor)).toMatchObject({ verdict: 'conforms', redacted: true });
  const reversed = judgeRedacted(
    judge((text) => (text.includes(SECRET) ? 'schema' : null)),
    received,
    redactor,
  );
  expect(reversed).toMatchObject({ verdict: 'diverges', redacted: true });
  expect(JSON.stringify(reversed)).not.toContain(SECRET);
});

it('makes a case inconclusive if judging throws', () => {
  const broken = (): CaseResult => {
    throw new Error(`cannot read ${SECRET}`);
  };
  const result = judgeRedacted(broken, received, redactor);
  expect(result).toMatchObject({ verdict: 'inconclusive', inconclusive: { reason: 'internal-error' } });
});
