import { expect, test } from 'vitest';
import { openaiChat } from '../../../../src/core/dialect/openai-chat/dialect.js';
import type { Claim } from '../../../../src/core/model/claim.js';
import { examineSpec } from '../../../../src/core/spec/examine-spec.js';
import { specOf, specs } from '../../../support/specs-and-suites.js';
import { dialectOf } from '../../../../src/core/dialect/index.js';

const openai = () => specOf('openai');

test('the spec of OpenAI has no errors', () => {
  expect(examineSpec(openai(), openaiChat).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('reports a required member that a plain reply lacks', () => {
  const spec = openai();
  const response = { type: 'object', required: ['prompt'], properties: { prompt: { 'x-claim': 'openai.chat.x' } } };
  const concerns = examineSpec({ ...spec, schemas: { ...spec.schemas, response } }, openaiChat);
  expect(concerns).toContainEqual(expect.objectContaining({ severity: 'error', at: 'openai.chat.x' }));
});

test('does not report a required member that an example of the documents has', () => {
  const spec = openai();
  const response = { type: 'object', required: ['prompt'], properties: { prompt: { 'x-claim': 'openai.chat.x' } } };
  const [example] = spec.examples;
  if (example === undefined) throw new Error('The spec has no example.');
  const examples = [{ ...example, schema: 'response' as const, value: { prompt: 'Hi' } }];
  const concerns = examineSpec({ ...spec, examples, schemas: { ...spec.schemas, response } }, openaiChat);
  expect(concerns.map(({ at }) => at)).not.toContain('openai.chat.x');
});

test('reports missing parts and closed schemas', () => {
  const spec = openai();
  const response = { type: 'object', additionalProperties: false };
  const { chunk: _, error: __, ...schemas } = spec.schemas;
  const texts = examineSpec({ ...spec, schemas: { ...schemas, response } }, openaiChat).map(({ at }) => at);
  expect(texts).toEqual(expect.arrayContaining(['chunk.schema.json', 'error.schema.json', 'response.schema.json ']));
});

test('reports a quotation that does not name the status', () => {
  const spec = openai();
  const claim: Claim = {
    id: 'openai.chat.y',
    spec: 'openai',
    basis: 'stated',
    level: 'must',
    levelReason: null,
    says: 'A wrong key is refused with 401.',
    quote: 'POST /v1/x',
    doc: 'openapi',
    line: null,
    heldBy: [{ by: 'mistake', mistake: 'wrong-key', status: [401] }],
    uncheckable: null,
  };
  const concerns = examineSpec({ ...spec, claims: [claim] }, openaiChat);
  expect(concerns).toContainEqual({
    severity: 'warning',
    at: 'openai.chat.y',
    text: 'The quotation does not name the status 401.',
  });
});

test('reports quoted lines of a schema that do not say that a member is required', () => {
  const spec = openai();
  const response = { type: 'object', required: ['id'], properties: { id: { 'x-claim': 'openai.chat.response.id' } } };
  const said = (quote: string) =>
    examineSpec(
      {
        ...spec,
        schemas: { ...spec.schemas, response },
        claims: spec.claims.map((claim) => (claim.id === 'openai.chat.response.id' ? { ...claim, quote } : claim)),
      },
      openaiChat,
    ).find(({ at }) => at === 'openai.chat.response.id')?.text;
  expect(said('id:\n  type: string')).toContain('`id` is required');
  expect(said('id:\n  type: string\n[…]\nrequired:\n  - id')).toBeUndefined();
  expect(said('Every completion has an id.')).toBeUndefined();
});

test('no quotation of the package is one of a required member that does not say so', () => {
  const found = specs.flatMap((spec) =>
    examineSpec(spec, dialectOf(spec))
      .filter(({ text }) => text.endsWith('is required.'))
      .map(({ at }) => at),
  );
  expect(found).toEqual([]);
});
