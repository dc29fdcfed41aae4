import { describe, expect, test } from 'vitest';
import { errorAt, type Bad } from './error-at.js';
import { swap } from './sample.js';

const head = (from: string, to: string) => swap('spec.yaml', from, to);
const schema = (from: string, to: string) => swap('response.schema.json', from, to);
const idNode = '{ "type": "string", "x-claim": "acme.chat.response.id" }';

const bad: readonly Bad[] = [
  {
    what: 'an x-claim that does not exist',
    files: schema('"required"', '"x-claim": "acme.chat.response", "required"'),
    at: 'response.schema.json:4:14',
    reason: /no claim "acme.chat.response"/,
    suggestion: /acme\.chat\.response/,
  },
  {
    what: 'a misspelt keyword',
    files: schema('"type": "string"', '"typ": "string"'),
    at: 'response.schema.json:6:13',
    reason: /no keyword/,
    suggestion: /type/,
  },
  {
    what: 'a keyword with a wrong value',
    files: schema('"type": "string"', '"type": "text"'),
    at: 'response.schema.json:6:21',
    reason: /type/,
    suggestion: /string/,
  },
  {
    what: 'a schema that strict mode refuses',
    files: schema(idNode, '{ "minLength": 1, "x-claim": "acme.chat.response.id" }'),
    at: 'response.schema.json:6:11',
    reason: /does not compile: strict mode/,
    suggestion: null,
  },
  {
    what: 'a $ref to the network',
    files: schema('"type": "string"', '"$ref": "https://acme.example/id.json"'),
    at: 'response.schema.json:6:21',
    reason: /network/,
    suggestion: /\$defs/,
  },
  {
    what: 'a $ref out of the folder',
    files: schema('"type": "string"', '"$ref": "../../other/response.schema.json#/$defs/id"'),
    at: 'response.schema.json:6:21',
    reason: /leaves the file/,
    suggestion: /\$defs/,
  },
  {
    what: 'a $ref that leads nowhere',
    files: schema(`${idNode}\n  }`, '{ "$ref": "#/$defs/idd" }\n  },\n  "$defs": { "id": true, "ids": {} }'),
    at: 'response.schema.json:6:21',
    reason: /leads nowhere/,
    suggestion: /#\/\$defs\/id/,
  },
  {
    what: 'a schema that is no JSON',
    files: schema('"required": ["id"]', 'required: [id]'),
    at: 'response.schema.json:null:null',
    reason: /no JSON/,
    suggestion: /Quote/,
  },
  {
    what: 'an example that its schema rejects',
    files: swap('examples/hello.json', '"x"', '3'),
    at: 'examples/hello.json:2:9',
    reason: /rejects this example at "\/id"/,
    suggestion: /every worked example/,
  },
  {
    what: 'an example that is not there',
    files: head('examples/hello.json', 'examples/helo.json'),
    at: 'examples/hello.json:null:null',
    reason: /Nothing names this file/,
    suggestion: null,
  },
  {
    what: 'a file that nothing names',
    files: { 'respons.schema.json': '{}' },
    at: 'respons.schema.json:null:null',
    reason: /Nothing names/,
    suggestion: /response\.schema\.json/,
  },
  {
    what: 'no claims',
    files: { 'claims.yaml': null },
    at: 'claims.yaml:null:null',
    reason: /missing/,
    suggestion: null,
  },
  { what: 'no spec', files: { 'spec.yaml': null }, at: 'spec.yaml:null:null', reason: /missing/, suggestion: null },
  {
    what: 'a schema that does not say which',
    files: schema('draft/2020-12', 'draft/2019-09'),
    at: 'response.schema.json:2:14',
    reason: /does not say/,
    suggestion: /2020-12/,
  },
  {
    what: 'a schema that turns in a circle',
    files: schema('"type": "string"', '"$ref": "#/properties/id"'),
    at: 'response.schema.json:6:11',
    reason: /endless cycle/,
    suggestion: null,
  },
];

describe('an error in schemas, examples or files is reported with file, line, reason and suggestion', () => {
  test.each(bad)('$what', ({ files, at, reason, suggestion }) => {
    const error = errorAt(files, at);
    expect(error.reason).toMatch(reason);
    expect(error.suggestion ?? '').toMatch(suggestion ?? '');
  });
});
