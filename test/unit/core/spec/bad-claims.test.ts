import { describe, expect, test } from 'vitest';
import { errorAt, type Bad } from './error-at.js';
import { swap } from './sample.js';

const claims = (from: string, to: string) => swap('claims.yaml', from, to);
const schema = (from: string, to: string) => swap('response.schema.json', from, to);
const idNode = '{ "type": "string", "x-claim": "acme.chat.response.id" }';

const bad: readonly Bad[] = [
  {
    what: 'an unknown doc in a claim',
    files: claims('doc: chat', 'doc: chatt'),
    at: 'claims.yaml:5:8',
    reason: /no doc chatt/,
    suggestion: /chat/,
  },
  {
    what: 'a claim held by nothing',
    files: claims('  heldBy:\n    - feature: endpoint\n', ''),
    at: 'claims.yaml:1:7',
    reason: /nothing holds/,
    suggestion: /uncheckable/,
  },
  {
    what: 'a claim both held and uncheckable',
    files: claims('doc: chat\n', 'doc: chat\n  uncheckable: No way.\n'),
    at: 'claims.yaml:6:16',
    reason: /both/,
    suggestion: /Keep/,
  },
  {
    what: 'a stated claim without words',
    files: claims('quote: POST /v1/chat/completions', 'quote: null'),
    at: 'claims.yaml:4:10',
    reason: /without documented words/,
    suggestion: /silent/,
  },
  {
    what: 'a silent claim above a note',
    files: claims('basis: silent', 'basis: silent\n  level: must'),
    at: 'claims.yaml:28:10',
    reason: /Silence asserts nothing/,
    suggestion: /levelReason/,
  },
  {
    what: 'a silent claim held by a check',
    files: claims('uncheckable: The page does not say.', 'heldBy: [{check: created-seconds}]'),
    at: 'claims.yaml:31:11',
    reason: /silent claim is held by a check/,
    suggestion: /levelReason/,
  },
  {
    what: 'a level that departs from its basis',
    files: claims('basis: shown', 'basis: shown\n  level: must'),
    at: 'claims.yaml:18:10',
    reason: /the level is must, but the level of a shown claim is should/,
    suggestion: /levelReason/,
  },
  {
    what: 'an unknown level',
    files: claims('basis: shown', 'basis: shown\n  level: shoud'),
    at: 'claims.yaml:18:10',
    reason: /"shoud"/,
    suggestion: /should/,
  },
  {
    what: 'a claim id used twice',
    files: claims('id: acme.chat.auth', 'id: acme.chat.path'),
    at: 'claims.yaml:8:7',
    reason: /acme\.chat\.path is used twice/,
    suggestion: /once/,
  },
  {
    what: 'a holder of no kind',
    files: claims('- feature: endpoint', '- featur: endpoint'),
    at: 'claims.yaml:7:7',
    reason: /names one of/,
    suggestion: /feature/,
  },
  {
    what: 'an unknown mistake',
    files: claims('mistake: no-key', 'mistake: nokey'),
    at: 'claims.yaml:14:16',
    reason: /"nokey"/,
    suggestion: /no-key/,
  },
  {
    what: 'a feature that the spec does not promise',
    files: claims('feature: endpoint', 'feature: stream'),
    at: 'claims.yaml:7:16',
    reason: /neither a feature/,
    suggestion: /endpoint/,
  },
  {
    what: 'an unknown check',
    files: claims('check: chunk-constant', 'check: chunk-constants'),
    at: 'claims.yaml:24:14',
    reason: /no check "chunk-constants"/,
    suggestion: /chunk-constant\?/,
  },
  {
    what: 'a bad parameter of a check',
    files: claims('{field: id}', '{field: idd}'),
    at: 'claims.yaml:25:21',
    reason: /"idd"/,
    suggestion: /id/,
  },
  {
    what: 'a missing parameter of a check',
    files: claims('\n      with: {field: id}', ''),
    at: 'claims.yaml:24:7',
    reason: /`field` is missing/,
    suggestion: /field/,
  },
  {
    what: 'a parameter for a check that takes none',
    files: claims('check: chunk-constant', 'check: created-seconds'),
    at: 'claims.yaml:25:7',
    reason: /takes no parameters/,
    suggestion: /with/,
  },
  {
    what: 'a pointer that leads nowhere',
    files: claims('/properties/id', '/properties/idd'),
    at: 'claims.yaml:23:16',
    reason: /leads to no node/,
    suggestion: /\/properties\/id\?/,
  },
  {
    what: 'a pointer to a node without the claim',
    files: schema(idNode, '{ "type": "string" }'),
    at: 'claims.yaml:23:16',
    reason: /has no `x-claim`/,
    suggestion: /"x-claim": "acme.chat.response.id"/,
  },
  {
    what: 'a schema that is not there',
    files: claims('schema: response', 'schema: chunk'),
    at: 'claims.yaml:22:15',
    reason: /no chunk\.schema\.json/,
    suggestion: /response/,
  },
];

describe('an error in claims.yaml is reported with file, line, reason and suggestion', () => {
  test.each(bad)('$what', ({ files, at, reason, suggestion }) => {
    const error = errorAt(files, at);
    expect(error.reason).toMatch(reason);
    expect(error.suggestion ?? '').toMatch(suggestion ?? '');
  });
});
