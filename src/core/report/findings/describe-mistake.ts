import { dialectOfStep } from '../../dialect/index.js';
import type { CommonMistake, Mistake } from '../../model/claim.js';
import { quote } from '../../wire/quote.js';
import type { CaseFacts } from './exchange-facts.js';

const WORDS: Readonly<Record<CommonMistake, string>> = {
  'no-key': 'a request without a key',
  'wrong-key': 'a wrong key',
  'malformed-authorization': 'a malformed Authorization header',
  'malformed-json': 'a body that is not JSON',
  'missing-field': 'a request without a required field',
  'wrong-type': 'a value of the wrong type',
  'out-of-range': 'a value out of range',
  'unknown-value': 'an undocumented value',
  'unknown-model': 'an unknown model',
  'wrong-method': 'a wrong method',
  'unknown-path': 'an unknown path',
  'wrong-content-type': 'a wrong Content-Type',
};

export type Family = 'credentials' | 'model' | 'http' | 'body';

/** Mistakes that one part of a server overlooks. */
export const FAMILIES: Readonly<Record<Mistake, Family>> = {
  'no-key': 'credentials',
  'wrong-key': 'credentials',
  'malformed-authorization': 'credentials',
  'malformed-json': 'body',
  'missing-field': 'body',
  'wrong-type': 'body',
  'out-of-range': 'body',
  'unknown-value': 'body',
  'empty-messages': 'body',
  'orphan-tool-message': 'body',
  'unknown-model': 'model',
  'bad-tool-choice': 'body',
  'wrong-method': 'http',
  'unknown-path': 'http',
  'wrong-content-type': 'http',
};

/** What is wrong in the request of a case: `` `temperature: 2.5` (documented maximum 2) ``. */
export function describeMistake(testCase: CaseFacts | null): string {
  if (testCase?.mistake == null) return 'an invalid request';
  const { about, mistake, documented } = testCase;
  const step = testCase.steps.at(-1);
  const dialect = dialectOfStep(step ?? { method: 'POST', path: '', headers: {} });
  const words = dialect.mistakes.get(mistake) ?? commonWords(mistake);
  const body = step?.body;
  if (body === undefined || about === 'endpoint') return words;
  if (!Object.hasOwn(body, about)) return mistake === 'missing-field' ? `a request without \`${about}\`` : words;
  if (dialect.request.prompt === about) return words;
  if (mistake === 'missing-field' && documented === undefined) return words;
  const bound = documented === undefined ? '' : ` (documented ${documented})`;
  return `\`${about}: ${quote(body[about], 40)}\`${bound}`;
}

function commonWords(mistake: Mistake): string {
  return isCommon(mistake) ? WORDS[mistake] : `the mistake ${quote(mistake)}`;
}

function isCommon(mistake: Mistake): mistake is CommonMistake {
  return Object.hasOwn(WORDS, mistake);
}
