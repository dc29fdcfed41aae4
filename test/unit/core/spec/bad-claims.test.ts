import { describe, expect, test } from 'vitest';
import { errorAt, type Bad } from './error-at.js';
import { swap } from './sample.js';

const claims = (from: string, to: string) => swap('claims.yaml', from, to);

const bad: readonly Bad[] = [
  {
    what: 'an unknown doc in a claim',
    files: claims('basis: stated', 'basis: stated\n    doc: chatt'),
    at: 'claims.yaml:5:10',
    reason: /no doc chatt/,
    suggestion: /chat/,
  },
  {
    what: 'a claim held by nothing',
    files: claims('    heldBy:\n      - feature: endpoint\n', ''),
    at: 'claims.yaml:3:9',
    reason: /nothing holds/,
    suggestion: /x-claim.*uncheckable/,
  },
  {
    what: 'a claim both held and uncheckable',
    files: claims('basis: stated\n', 'basis: stated\n    uncheckable: No way.\n'),
    at: 'claims.yaml:5:18',
    reason: /both/,
    suggestion: /Keep/,
  },
  {
    what: 'a stated claim without words',
    files: claims('quote: POST /v1/chat/completions', 'quote: null'),
    at: 'claims.yaml:6:12',
    reason: /without documented words/,
    suggestion: /silent/,
  },
  {
    what: 'a silent claim above a note',
    files: claims('basis: silent', 'basis: silent\n    level: must'),
    at: 'claims.yaml:25:12',
    reason: /Silence asserts nothing/,
    suggestion: /levelReason/,
  },
  {
    what: 'a silent claim held by a check',
    files: claims('uncheckable: The page does not say.', 'heldBy: [{check: created-seconds}]'),
    at: 'claims.yaml:27:13',
    reason: /silent claim is held by a check/,
    suggestion: /levelReason/,
  },
  {
    what: 'a level that departs from its basis',
    files: claims('basis: shown', 'basis: shown\n    level: must'),
    at: 'claims.yaml:18:12',
    reason: /the level is must, but the level of a shown claim is should/,
    suggestion: /levelReason/,
  },
  {
    what: 'an unknown level',
    files: claims('basis: shown', 'basis: shown\n    level: shoud'),
    at: 'claims.yaml:18:12',
    reason: /"shoud"/,
    suggestion: /should/,
  },
  {
    what: 'a claim id used twice',
    files: claims('id: acme.chat.auth', 'id: acme.chat.path'),
    at: 'claims.yaml:9:9',
    reason: /acme\.chat\.path is used twice/,
    suggestion: /once/,
  },
  {
    what: 'a holder of no kind',
    files: claims('- feature: endpoint', '- featur: endpoint'),
    at: 'claims.yaml:8:9',
    reason: /names one of/,
    suggestion: /feature/,
  },
  {
    what: 'an unknown mistake',
    files: claims('mistake: no-key', 'mistake: nokey'),
    at: 'claims.yaml:14:18',
    reason: /"nokey"/,
    suggestion: /no-key/,
  },
  {
    what: 'a feature that the spec does not promise',
    files: claims('feature: endpoint', 'feature: stream'),
    at: 'claims.yaml:8:18',
    reason: /neither a feature/,
    suggestion: /endpoint/,
  },
  {
    what: 'an unknown check',
    files: claims('check: chunk-constant', 'check: chunk-constants'),
    at: 'claims.yaml:21:16',
    reason: /no check "chunk-constants"/,
    suggestion: /chunk-constant\?/,
  },
  {
    what: 'a bad parameter of a check',
    files: claims('{field: id}', '{field: idd}'),
    at: 'claims.yaml:22:23',
    reason: /"idd"/,
    suggestion: /id/,
  },
  {
    what: 'a missing parameter of a check',
    files: claims('\n        with: {field: id}', ''),
    at: 'claims.yaml:21:9',
    reason: /`field` is missing/,
    suggestion: /field/,
  },
  {
    what: 'a parameter for a check that takes none',
    files: claims('check: chunk-constant', 'check: created-seconds'),
    at: 'claims.yaml:22:9',
    reason: /takes no parameters/,
    suggestion: /with/,
  },
  {
    what: 'a schema as a holder',
    files: claims('- feature: endpoint', '- schema: response\n        pointer: /properties/id'),
    at: 'claims.yaml:8:9',
    reason: /schema is no entry/,
    suggestion: /`x-claim`/,
  },
  {
    what: 'a claim that no schema names any more',
    files: {
      ...claims('    heldBy:\n      - check: chunk-constant\n        with: {field: id}\n', ''),
      ...swap('response.schema.json', ', "x-claim": "acme.chat.response.id"', ''),
    },
    at: 'claims.yaml:16:9',
    reason: /nothing holds/,
    suggestion: /x-claim/,
  },
  {
    what: 'a claim without a page, in a file without one',
    files: claims('doc: chat\n', ''),
    at: 'claims.yaml:2:9',
    reason: /names no page/,
    suggestion: /head of the file/,
  },
  {
    what: 'a list without a head',
    files: { 'claims.yaml': '- id: acme.chat.path\n' },
    at: 'claims.yaml:1:1',
    reason: /must be object, not array/,
    suggestion: /`claims`, the list/,
  },
];

describe('an error in claims.yaml is reported with file, line, reason and suggestion', () => {
  test.each(bad)('$what', ({ files, at, reason, suggestion }) => {
    const error = errorAt(files, at);
    expect(error.reason).toMatch(reason);
    expect(error.suggestion ?? '').toMatch(suggestion ?? '');
  });
});
