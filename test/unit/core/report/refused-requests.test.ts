import { expect, it } from 'vitest';
import type { Cause } from '../../../../src/core/report/findings/cause.js';
import type { Member } from '../../../../src/core/report/findings/member.js';
import { refusedRequests } from '../../../../src/core/report/findings/refused-requests.js';

const CHAT = 'operation POST /v1/chat/completions';
const member = (...features: readonly string[]): Member =>
  ({ facts: { features: new Set(features) } }) as unknown as Member;
const cause = (given: Partial<Cause>): Cause => ({
  members: [member(CHAT)],
  why: 'plain',
  parameter: null,
  lacking: null,
  ...given,
});
const accepted = [new Set([CHAT, '/tools'])];

it.each<[string, Partial<Cause>, string | null]>([
  ['a parameter', { why: 'parameter', parameter: 'tools', member: null, value: null }, 'tools'],
  ['its value', { why: 'parameter', parameter: 'stream', value: 'true' }, 'stream: true'],
  [
    'a member of it',
    { why: 'parameter', parameter: 'tool_choice', member: 'tool_choice.type: "any"' },
    'tool_choice.type: "any"',
  ],
  ['several parameters', { why: 'parameter', parameter: 'n', others: ['seed', 'stop'] }, 'n, seed, stop'],
  ['parameters together', { why: 'together', names: ['top_p', 'temperature'] }, 'temperature and top_p'],
  ['what they lack', { lacking: 'stream: true' }, 'without stream: true'],
  ['an operation', { why: 'operation', members: [member('operation GET /openai/v1/models')] }, 'GET /models'],
  ['a header', { members: [member(CHAT, 'header api-version=2')], alsoAccepted: true }, 'header api-version: 2'],
  ['nothing that accepted requests have', { why: 'parameter', parameter: 'tools', alsoAccepted: true }, null],
  ['nothing, if it is intermittent', { why: 'intermittent' }, null],
  ['nothing, if plain requests are accepted', {}, null],
])('names %s', (_, given, expected) => {
  expect(refusedRequests(cause(given), accepted)).toBe(expected);
});

it('names all requests if none was accepted', () => {
  expect(refusedRequests(cause({}), [])).toBe('all');
});
