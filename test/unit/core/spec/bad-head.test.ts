import { describe, expect, test } from 'vitest';
import { errorAt, type Bad } from './error-at.js';
import { swap } from './sample.js';

const head = (from: string, to: string) => swap('spec.yaml', from, to);

const withDefault = (entry: string) =>
  head('features:\n', `requestDefaults:\n  - {${entry}, parameters: {n: 1}, claim: acme.chat.path}\nfeatures:\n`);

const bad: readonly Bad[] = [
  {
    what: 'a request default for a feature that is not promised',
    files: withDefault('features: [endpont]'),
    at: 'spec.yaml:16:17',
    reason: /does not have "endpont"/,
    suggestion: /endpoint/,
  },
  {
    what: 'a request default without features',
    files: withDefault('features: []'),
    at: 'spec.yaml:16:16',
    reason: /features/,
    suggestion: null,
  },
  {
    what: 'an unknown key',
    files: head('provider: Acme\n', 'provider: Acme\nrevison: x\n'),
    at: 'spec.yaml:3:1',
    reason: /Unknown key "revison"/,
    suggestion: null,
  },
  {
    what: 'a misspelt key',
    files: head('provider:', 'provder:'),
    at: 'spec.yaml:2:1',
    reason: /Unknown key "provder"/,
    suggestion: /provider/,
  },
  {
    what: 'a missing key',
    files: head('title: Acme chat\n', ''),
    at: 'spec.yaml:1:1',
    reason: /`title` is missing/,
    suggestion: /title:/,
  },
  {
    what: 'a wrong type',
    files: head('[acme-1]', 'acme-1'),
    at: 'spec.yaml:14:43',
    reason: /`documented` must be array, not string/,
    suggestion: null,
  },
  {
    what: 'a date of the wrong form',
    files: head('revision: 2026-11-20', 'revision: 20 November'),
    at: 'spec.yaml:4:11',
    reason: /"20 November"/,
    suggestion: /2026-11-20/,
  },
  {
    what: 'the same key twice',
    files: head('provider: Acme\n', 'provider: Acme\nprovider: Acme\n'),
    at: 'spec.yaml:3:1',
    reason: /unique/,
    suggestion: null,
  },
  {
    what: 'an alias',
    files: head('provider: Acme\ntitle: Acme chat', 'provider: &a Acme\ntitle: *a'),
    at: 'spec.yaml:3:8',
    reason: /\*a is an alias/,
    suggestion: /Write the value out/,
  },
  {
    what: 'an alias bomb',
    files: { 'spec.yaml': `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n` },
    at: 'spec.yaml:2:8',
    reason: /alias/,
    suggestion: /Write/,
  },
  {
    what: 'an unknown standard',
    files: head('standards: [sse]', 'standards: [sss]'),
    at: 'spec.yaml:9:13',
    reason: /no standard "sss"/,
    suggestion: /sse/,
  },
  {
    what: 'an unknown claim in features',
    files: head('endpoint: acme.chat.path', 'endpoint: acme.chat.paht'),
    at: 'spec.yaml:16:13',
    reason: /no claim "acme.chat.paht"/,
    suggestion: /acme\.chat\.path\?/,
  },
  {
    what: 'an unknown feature',
    files: head('endpoint: acme', 'endpont: acme'),
    at: 'spec.yaml:16:3',
    reason: /no feature "endpont"/,
    suggestion: /endpoint/,
  },
  {
    what: 'a feature promised by silence',
    files: head('endpoint: acme.chat.path', 'endpoint: acme.chat.response.usage'),
    at: 'spec.yaml:16:13',
    reason: /silent/,
    suggestion: /stated or shown/,
  },
  {
    what: 'an unknown claim in auth',
    files: head('claim: acme.chat.auth}', 'claim: acme.chat.aut}'),
    at: 'spec.yaml:13:80',
    reason: /no claim "acme.chat.aut"/,
    suggestion: /acme\.chat\.auth/,
  },
  {
    what: 'an unknown claim in contradictions',
    files: head('[acme.chat.path], what', '[acme.path], what'),
    at: 'spec.yaml:22:23',
    reason: /no claim "acme.path"/,
    suggestion: /acme\.chat\.path/,
  },
];

describe('an error in spec.yaml is reported with file, line, reason and suggestion', () => {
  test.each(bad)('$what', ({ files, at, reason, suggestion }) => {
    const error = errorAt(files, at);
    expect(error.reason).toMatch(reason);
    expect(error.suggestion ?? '').toMatch(suggestion ?? '');
  });
});
