import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { specs } from '../../support/specs-and-suites.js';

/** `[…]` marks words or lines that a quotation leaves out. */
const OMISSION = /\[…\]/u;

const fileOf = (spec: string, doc: string) => new URL(`documents/${spec}-${doc}.txt`, import.meta.url);

/** Whether a document is a file with numbered lines. */
const isNumbered = (url: string) => url.includes('/blob/');

/** The text without white space and cell borders: pages were read as text, tables without their borders. */
const squeeze = (text: string) => text.replaceAll(/[\s|]/gu, '');

const pages = specs.flatMap((spec) =>
  spec.docs
    .filter(({ id }) => existsSync(fileOf(spec.id, id)))
    .map((doc) => [`${spec.id} ${doc.id}`, spec, doc] as const),
);

test('the excerpts belong to documents', () => {
  expect(pages.map(([name]) => name)).toEqual([
    'cryptgpt chat',
    'generalcompute chat',
    'gpt-ge chat',
    'greenpt chat',
    'greenpt streaming',
    'openai openapi',
  ]);
});

describe.each(pages)('%s', (_, spec, doc) => {
  const text = readFileSync(fileOf(spec.id, doc.id), 'utf8');
  const claims = spec.claims.filter((claim) => claim.spec === spec.id && claim.doc === doc.id && claim.quote !== null);

  test('every quotation is in it', () => {
    const page = squeeze(text);
    const missing = claims.flatMap((claim) =>
      (claim.quote ?? '')
        .split(OMISSION)
        .filter((part) => part.trim() === '' || !page.includes(squeeze(part)))
        .map((part) => `${claim.id}: ${part}`),
    );
    expect(claims.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });
});

test.each(pages.filter(([, , doc]) => !isNumbered(doc.url)))(
  'the excerpt of %s is the text that was read',
  (_, spec, doc) => {
    const text = readFileSync(fileOf(spec.id, doc.id), 'utf8');
    expect(createHash('sha256').update(text).digest('hex')).toBe(doc.sha256);
  },
);

test.each(pages.filter(([, , doc]) => isNumbered(doc.url)))('every quotation of %s names its line', (_, spec, doc) => {
  const lines = numberLines(readFileSync(fileOf(spec.id, doc.id), 'utf8'));
  const wrong = spec.claims
    .filter((claim) => claim.spec === spec.id && claim.doc === doc.id && claim.quote !== null)
    .filter(({ quote, line }) => {
      const at = lines.get(line ?? 0)?.trim() ?? '';
      const parts = (quote ?? '').split('\n').map((part) => part.trim());
      return at === '' || !parts.some((part) => part !== '' && (at.includes(part) || part.includes(at)));
    });
  expect(wrong.map(({ id, line }) => `${id} at ${line}`)).toEqual([]);
});

/** The lines of an excerpt by their number in the document: `#L120` begins a part at line 120. */
function numberLines(text: string): ReadonlyMap<number, string> {
  const lines = new Map<number, string>();
  let next = 0;
  for (const line of text.split('\n')) {
    const start = /^#L(\d+)$/u.exec(line)?.[1];
    if (start === undefined) lines.set(next, line);
    next = start === undefined ? next + 1 : Number(start);
  }
  return lines;
}

test('a claim on a range of a request parameter quotes the range', () => {
  const missing = specs.flatMap((spec) => {
    const properties = (spec.schemas.request?.['properties'] ?? {}) as Readonly<Record<string, Bounded>>;
    return Object.entries(properties).flatMap(([name, node]) =>
      [node, ...(node.allOf ?? [])].flatMap((part) => {
        const quote = spec.claims.find(({ id }) => id === part['x-claim'])?.quote ?? '';
        const bounds = [part.minimum, part.maximum].filter((bound) => bound !== undefined);
        return bounds.every((bound) => quote.includes(String(bound))) ? [] : [`${spec.id} ${name}: ${quote}`];
      }),
    );
  });
  expect(missing).toEqual([]);
});

interface Bounded {
  readonly 'x-claim'?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly allOf?: readonly Bounded[];
}
