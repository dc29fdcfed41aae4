import { describe, expect, it } from 'vitest';
import { compareContents, type DocumentChange } from '../../../../src/core/openapi/compare-claims.js';
import { draft, makeText } from './document.js';

/** The changes from a document to one with a piece of text replaced, which must be there. */
function changes(from: string, to: string): readonly DocumentChange[] {
  const text = makeText();
  expect(text).toContain(from);
  return compareContents(draft(text).contents, draft(text.replace(from, to)).contents);
}

describe('two imports are compared claim by claim', () => {
  it('the same document has no changes, even if its lines moved', () => {
    expect(changes('openapi:', '# A comment\n\nopenapi:')).toEqual([]);
  });

  it('a text in another form of YAML is no change', () => {
    expect(changes('description: The model. It must exist.', "description: 'The model. It must exist.'")).toEqual([]);
    expect(
      changes(
        'description: The model. It must exist.',
        'description: >-\n            The model.\n            It must exist.',
      ),
    ).toEqual([]);
    expect(changes('maximum: 2', 'maximum: 2.0')).toEqual([]);
  });

  it('a range, with the old and the new value', () => {
    expect(changes('maximum: 2', 'maximum: 1')).toEqual([
      { change: 'changed', at: 'acme.request.temperature', what: 'maximum: 2 → 1' },
    ]);
  });

  it('a value of an enumeration, deep in a schema', () => {
    expect(changes('- length', '- limit')).toEqual([
      {
        change: 'changed',
        at: 'acme.response.choices[].finish_reason',
        what: 'enum: "length" → "limit"',
      },
    ]);
  });

  it('a member that is no longer required is a change of that member alone', () => {
    const [change, ...others] = changes('required:\n        - id\n        - choices', 'required:\n        - choices');
    expect(others).toEqual([]);
    expect(change).toMatchObject({ change: 'changed', at: 'acme.response.id' });
    expect(change?.what).toContain('`id` is present');
  });

  it('members that come and go', () => {
    expect(changes('max_tokens:', 'max_output:')).toEqual([
      { change: 'removed', at: 'acme.request.max_tokens', what: 'The request takes `max_tokens`.' },
      { change: 'added', at: 'acme.request.max_output', what: 'The request takes `max_output`.' },
    ]);
  });

  it('a schema that only moved, or is written in another form, is no change of what it allows', () => {
    const temperature = 'temperature:\n          type: number\n          minimum: 0\n          maximum: 2';
    const moved = "temperature:\n          $ref: '#/components/schemas/Temperature'";
    const schema = '    Temperature:\n      type: number\n      minimum: 0\n      maximum: 2\n    Request:';
    const text = makeText();
    expect(text).toContain(temperature);
    const after = text.replace(temperature, moved).replace('    Request:', schema);
    const [change, ...others] = compareContents(draft(text).contents, draft(after).contents);
    expect(others).toEqual([]);
    expect(change?.what).toMatch(/^words: /u);
    const types = 'type:\n                  - string\n                  - "null"';
    expect(text).toContain(types);
    const union = 'anyOf:\n                  - type: string\n                  - type: "null"';
    expect(changes(types, union).map(({ what }) => what)).toEqual([expect.stringMatching(/^words: /u)]);
  });

  it('other words with the same meaning', () => {
    expect(changes('The model. It must exist.', 'The model. It has to exist.')).toEqual([
      {
        change: 'changed',
        at: 'acme.request.model',
        what: 'words: "… The model. It must exist." → "… The model. It has to exist."',
      },
    ]);
  });
});
