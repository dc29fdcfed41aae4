import { describe, expect, test } from 'vitest';
import { jsonLines } from '../../../src/matrix/evidence/json-lines.js';

const mark = (pointer: string) => ({ pointer, anchor: 'd', expected: 'an integer', level: 'must' as const });

describe('jsonLines', () => {
  test('marks the line of a place', () => {
    const lines = jsonLines({ choices: [{ index: '0' }] }, [mark('/choices/0/index')]);
    expect(lines.filter(({ marks }) => marks.length > 0).map(({ text }) => text.trim())).toEqual(['"index": "0"']);
  });

  test('shows a missing field on a separate line at its place', () => {
    const lines = jsonLines({ choices: [{ delta: {} }] }, [mark('/choices/0/index')]);
    expect(lines.map(({ text }) => text)).toEqual([
      '{',
      '  "choices": [',
      '    {',
      '      "delta": {}',
      '      "index": (missing)',
      '    }',
      '  ]',
      '}',
    ]);
  });

  test('cuts long documents and keeps the marked lines', () => {
    const document = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, i]));
    const lines = jsonLines(document, [mark('/k1999')]);
    expect(lines.length).toBeLessThan(410);
    expect(lines.some(({ text, marks }) => text.includes('k1999') && marks.length === 1)).toBe(true);
    expect(lines.at(-1)?.text).toMatch(/further lines/u);
  });

  test('ends with a document as deep as a server can make it', () => {
    let deep: object = {};
    for (let i = 0; i < 3000; i++) deep = { a: deep };
    expect(jsonLines(deep as never, []).length).toBeLessThan(100);
  });
});
