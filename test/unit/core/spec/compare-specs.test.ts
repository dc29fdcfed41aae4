import { describe, expect, it } from 'vitest';
import { compareSpecs, differs, type ContractRow } from '../../../../src/core/spec/compare-specs.js';
import { describeSchema } from '../../../../src/core/schema/describe-schema.js';
import type { JsonSchema } from '../../../../src/core/model/json.js';
import { specOf } from '../../../support/specs-and-suites.js';

const rows = compareSpecs([specOf('openai'), specOf('greenpt')]);
const cells = (part: ContractRow['part'], name: string): ContractRow['cells'] | undefined =>
  rows.find((row) => row.part === part && row.name === name)?.cells;

describe('compareSpecs', () => {
  it('compares parameters with their ranges', () => {
    expect(cells('parameter', 'temperature')).toEqual(['number 0…2 or null', null]);
    expect(cells('parameter', 'model')?.every((cell) => cell?.startsWith('required, ') === true)).toBe(true);
    expect(cells('parameter', 'stop')).toEqual(['string or array 1…4 items or null', null]);
  });

  it('compares fields inside of arrays and objects', () => {
    expect(cells('response', 'choices[].message.content')).toEqual(['required, string or null', expect.anything()]);
    expect(cells('chunk', 'choices[].delta.role')?.[0]).toContain('"assistant"');
  });

  it('compares errors, the end of a stream and rules', () => {
    expect(cells('status', 'wrong-key')).toEqual(['401', null]);
    expect(cells('stream', 'end')?.[0]).toBe('data: [DONE]');
    expect(cells('rule', 'chunk-constant system_fingerprint')).toEqual(['should', null]);
  });

  it('shows parameters that are documented and not sent, and those that are not supported', () => {
    const own = compareSpecs([specOf('xai'), specOf('groq')]).filter(({ part }) => part === 'parameter');
    const of = (name: string) => own.find((row) => row.name === name)?.cells;
    expect(of('deferred')).toEqual(['boolean or null', null]);
    expect(of('logit_bias')).toEqual(['not supported', 'not supported']);
    expect(of('frequency_penalty')).toEqual(['number -2…2 or null', 'not supported']);
  });

  it('shows the highest level of a rule that several claims have', () => {
    const own = specOf('together').claims.filter(({ heldBy }) =>
      heldBy.some((holder) => holder.by === 'check' && holder.check === 'tool-choice'),
    );
    expect(new Set(own.map(({ level }) => level))).toContain('must');
    const row = compareSpecs([specOf('together')]).find(({ part, name }) => part === 'rule' && name === 'tool-choice');
    expect(row?.cells).toEqual(['must']);
  });

  it('a spec does not differ from itself', () => {
    expect(compareSpecs([specOf('openai'), specOf('openai')]).filter(differs)).toEqual([]);
  });
});

describe('describeSchema', () => {
  it.each<[JsonSchema, string]>([
    [{}, 'any value'],
    [{ type: ['integer', 'null'], minimum: 1 }, 'integer ≥ 1 or null'],
    [{ anyOf: [{ type: 'number', maximum: 2 }, { type: 'null' }] }, 'number ≤ 2 or null'],
    [{ type: 'string', enum: ['a', 'b', null] }, '"a", "b" or null'],
    [{ type: 'array', minItems: 1, maxItems: 4 }, 'array 1…4 items'],
    [{ enum: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }, '1, 2, 3, 4, 5, 6, 7, 8 and 2 more'],
    [{ $ref: '#/$defs/a', $defs: { a: { const: 'x' } } }, '"x"'],
  ])('%j is %s', (schema, words) => {
    expect(describeSchema(schema, schema)).toBe(words);
  });
});
