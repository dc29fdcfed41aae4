import { describe, expect, test } from 'vitest';
import { urlOfClaim } from '../../../../src/core/model/spec.js';
import { good, parse, swap } from './sample.js';

describe('a good spec', () => {
  test('is parsed whole, with the claims and docs of its standards', () => {
    const parsed = parse();
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    expect(parsed.value.claims.map(({ id, spec, level }) => [id, spec, level])).toEqual([
      ['acme.chat.path', 'acme', 'must'],
      ['acme.chat.auth', 'acme', 'must'],
      ['acme.chat.response.id', 'acme', 'should'],
      ['acme.chat.response.usage', 'acme', 'note'],
      ['sse.line', 'sse', 'must'],
    ]);
    expect(parsed.value.docs.map(({ id }) => id)).toEqual(['chat', 'html']);
    expect(parsed.value.examples[0]?.value).toEqual({ id: 'x' });
    expect(parsed.value.claims[2]?.heldBy).toEqual([
      { by: 'schema', schema: 'response', pointer: '/properties/id' },
      { by: 'check', check: 'chunk-constant', with: { field: 'id' } },
    ]);
    expect(parsed.value.sha256).toContain('standards/sse/claims.yaml');
  });

  test('has the same digest with another layout, and another digest with other content', () => {
    const digest = (changes: Readonly<Record<string, string>>): string => {
      const parsed = parse(changes, (all) => JSON.stringify([...all]));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
      return parsed.value.sha256;
    };
    expect(digest(swap('claims.yaml', 'claims:', '# Comments\n\nclaims:'))).toBe(digest({}));
    expect(digest(swap('response.schema.json', '"type": "object",', '"type":"object",'))).toBe(digest({}));
    expect(digest(swap('claims.yaml', 'has an id', 'has the id'))).not.toBe(digest({}));
    expect(digest(swap('response.schema.json', '"required": ["id"],', ''))).not.toBe(digest({}));
  });

  test('may name another page than that at the head of its claims', () => {
    const parsed = parse(swap('claims.yaml', 'basis: shown', 'basis: shown\n    doc: chatt'));
    expect(parsed.ok).toBe(false);
    const two = parse({
      ...swap('claims.yaml', 'basis: shown', 'basis: shown\n    doc: errors'),
      ...swap(
        'spec.yaml',
        'docs:\n',
        'docs:\n  - {id: errors, title: E, url: https://acme.example/e, read: 2026-11-20, sha256: null}\n',
      ),
    });
    expect(two.ok && two.value.claims.slice(0, 4).map(({ doc }) => doc)).toEqual(['chat', 'chat', 'errors', 'chat']);
  });

  test('may leave out what is empty', () => {
    const short = ['errata: []\n', 'terminator: "[DONE]"\n', 'modelsPath: null\n'].reduce(
      (text, line) => text.replace(line, ''),
      good['spec.yaml'] ?? '',
    );
    const parsed = parse({ 'spec.yaml': short });
    expect(parsed.ok && [parsed.value.errata, parsed.value.terminator, parsed.value.modelsPath]).toEqual([
      [],
      null,
      null,
    ]);
  });

  test('links to the line of a quotation that names one', () => {
    const parsed = parse(swap('claims.yaml', 'basis: shown', 'basis: shown\n    line: 12'));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const [path, , id] = parsed.value.claims;
    const url = 'https://acme.example/openapi.yaml';
    expect(id !== undefined && urlOfClaim({ url }, id)).toBe(`${url}#L12`);
    expect(path !== undefined && urlOfClaim({ url }, path)).toBe(url);
  });

  test('may depart from the level of its basis when it says why', () => {
    const parsed = parse(
      swap('claims.yaml', 'basis: shown', 'basis: shown\n    level: must\n    levelReason: It says so elsewhere.'),
    );
    expect(parsed.ok && parsed.value.claims[2]?.level).toBe('must');
  });
});
