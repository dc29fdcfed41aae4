import { describe, expect, it } from 'vitest';
import { sentence, type Told } from '../../../../src/core/judge/sentence.js';

const told: Told = {
  kind: 'missing-field',
  at: { part: 'chunk', chunk: 3, pointer: '/choices/0/index' },
  expected: 'an integer',
  actual: 'nothing',
  occurrences: 12,
};

describe('sentence', () => {
  it('says where, what, how often, and what the documents do', () => {
    expect(sentence(told, { basis: 'shown' })).toBe(
      'In chunk 3, /choices/0/index is missing: the documents show an integer (12 times).',
    );
    expect(sentence({ ...told, occurrences: 1 }, { basis: 'stated' })).toBe(
      'In chunk 3, /choices/0/index is missing: the documents promise an integer.',
    );
  });

  it.each([
    [{ part: 'status' }, 'The status is'],
    [{ part: 'stream' }, 'The stream is'],
    [{ part: 'header', name: 'retry-after' }, 'The header retry-after is'],
    [{ part: 'body', pointer: '' }, 'The body is'],
    [{ part: 'body', pointer: '/id' }, 'In the body, /id is'],
    [{ part: 'chunk', chunk: 0, pointer: '' }, 'Chunk 0 is'],
  ] as const)('names the place %j', (at, start) => {
    expect(sentence({ ...told, at }, { basis: 'stated' }).startsWith(start)).toBe(true);
  });

  it('shows nothing of a server that a terminal would act on, and no more than a line of it', () => {
    const hostile = '\u001b[2J\u202e<script>\n'.repeat(1000);
    for (const text of [
      sentence({ ...told, kind: 'wrong-value', actual: hostile }, { basis: 'stated' }),
      sentence({ ...told, at: { part: 'body', pointer: `/${hostile}` } }, { basis: 'stated' }),
      sentence({ ...told, at: { part: 'header', name: hostile } }, { basis: 'stated' }),
    ]) {
      expect(text).not.toMatch(/[\u0000-\u001f\u202e]/u);
      expect(text.length).toBeLessThan(2500);
    }
  });
});
