import { describe, expect, test } from 'vitest';
import { schemaMessages } from '../../../../src/core/messages/schema.js';

const misfit = (pointer: string, others: readonly string[]) => ({
  pointer,
  allowed: 'a string',
  value: undefined,
  others,
});

describe('the title of missing members', () => {
  test.each<[string, readonly string[], string]>([
    ['/choices/0/message/content', [], 'content is missing'],
    ['/choices/0/message/content', ['/choices/1/message/content', '/choices/2/message/content'], 'content is missing'],
    [
      '/choices/0/index',
      ['finish_reason', '/choices/1/index', '/choices/1/finish_reason'],
      'index, finish_reason are missing',
    ],
    ['/id', ['created', '/choices/0/index', '/choices/1/index'], 'id, created, choices[].index are missing'],
    ['/choices/0/finish_reason', ['/usage/total_tokens'], 'finish_reason, usage.total_tokens are missing'],
  ])('of %s and %j names each once, whatever its position', (pointer, others, title) => {
    const { title: write } = schemaMessages['field-missing'];
    expect(typeof write === 'string' ? write : write(misfit(pointer, others))).toBe(title);
  });
});
