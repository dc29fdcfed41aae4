import type { Mistake } from '../../model/claim.js';
import { quote } from '../../wire/quote.js';
import type { CaseFacts } from './exchange-facts.js';

const WORDS: Readonly<Record<Mistake, string>> = {
  'no-key': 'a request without a key',
  'wrong-key': 'a wrong key',
  'malformed-authorization': 'a malformed Authorization header',
  'malformed-json': 'a body that is not JSON',
  'missing-field': 'a request without a required field',
  'wrong-type': 'a value of the wrong type',
  'out-of-range': 'a value out of range',
  'unknown-value': 'an undocumented value',
  'empty-messages': 'an empty `messages`',
  'orphan-tool-message': 'a tool message without its call',
  'unknown-model': 'an unknown model',
  'bad-tool-choice': 'an invalid `tool_choice`',
  'wrong-method': 'a wrong method',
  'unknown-path': 'an unknown path',
  'wrong-content-type': 'a wrong Content-Type',
};

/** What is wrong in the request of a case: `` `temperature: 2.5` (documented maximum 2) ``. */
export function describeMistake(testCase: CaseFacts | null): string {
  if (testCase?.mistake == null) return 'a wrong request';
  const { about, mistake } = testCase;
  const body = testCase.steps.at(-1)?.body;
  if (body === undefined || about === 'endpoint') return WORDS[mistake];
  if (!Object.hasOwn(body, about))
    return mistake === 'missing-field' ? `a request without \`${about}\`` : WORDS[mistake];
  return about === 'messages' ? WORDS[mistake] : `\`${about}: ${quote(body[about], 40)}\``;
}
