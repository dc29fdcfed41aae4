import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/model/json.js';
import { digestContents } from '../../../../src/core/spec/digest-contents.js';

const claim = { id: 'acme.id', says: 'It has an id.', quote: 'an `id`\nand more', doc: 'chat', line: 3 };
const head = { id: 'acme', revision: '2026-01-01', docs: [{ id: 'chat', url: 'https://a/', read: '2026-01-01' }] };

function digests(claims: readonly Json[], spec: Json = head) {
  const files = new Map<string, Json>([
    ['spec.yaml', spec],
    ['claims.yaml', { doc: 'chat', claims: [...claims] }],
    ['response.schema.json', { type: 'object', required: ['id'] }],
  ]);
  return digestContents(files, (texts) => JSON.stringify([...texts]));
}

describe('the meaning of a spec', () => {
  const before = digests([claim]);
  it.each<[string, ReturnType<typeof digests>]>([
    ['another line', digests([{ ...claim, line: 30 }])],
    ['another page', digests([{ ...claim, doc: 'new' }])],
    ['other line breaks', digests([{ ...claim, quote: 'an\n  `id`\n[…]\nand more' }])],
    [
      'another address and date',
      digests([claim], { ...head, revision: '2026-02-02', docs: [{ id: 'chat', url: 'b' }] }),
    ],
    ['another order of keys', digests([Object.fromEntries(Object.entries(claim).toReversed())])],
  ])('does not change with %s', (_, after) => {
    expect(after.sha256).not.toBe(before.sha256);
    expect(after.meaning).toBe(before.meaning);
  });

  it.each<[string, ReturnType<typeof digests>]>([
    ['another word', digests([{ ...claim, quote: 'an `id` or more' }])],
    ['another sentence', digests([{ ...claim, says: 'It may have an id.' }])],
    ['another claim', digests([claim, { ...claim, id: 'acme.more' }])],
    ['another feature', digests([claim], { ...head, features: { stream: 'acme.id' } })],
  ])('changes with %s', (_, after) => {
    expect(after.meaning).not.toBe(before.meaning);
  });
});
