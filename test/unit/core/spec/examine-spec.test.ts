import { expect, test } from 'vitest';
import { openaiChat } from '../../../../src/core/dialect/openai-chat/dialect.js';
import type { Claim } from '../../../../src/core/model/claim.js';
import { examineSpec } from '../../../../src/core/spec/examine-spec.js';
import { loadSpecs } from '../../../../src/io/files/load-specs.js';

const { specs } = await loadSpecs({ only: ['openai'] });

function openai() {
  const spec = specs.find(({ id }) => id === 'openai');
  if (spec === undefined) throw new Error('There is no spec openai.');
  return spec;
}

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
