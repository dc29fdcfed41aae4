import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../../src/core/report/parse-baseline.js';
import { readSchema } from '../../../src/io/files/package-files.js';

const schema = readSchema('baseline.schema.json');
const known = {
  cases: new Set(['streaming/basic', 'streaming/tools', 'basic/minimal']),
  specs: new Set(['acme', 'other']),
  checks: new Map([
    ['schema', ['missing-field', 'wrong-type']],
    ['sse-terminator', ['missing-terminator']],
  ]),
};

const ENTRY = `- case: streaming/basic
  spec: acme
  check: schema
  kind: missing-field
  place: chunk /choices/*/index
  reason: The vendor is at it.
`;

function parse(text: string) {
  return parseBaseline(text, 'b.yaml', schema, known);
}

function complaintsOf(text: string): readonly string[] {
  const parsed = parse(text);
  return parsed.ok
    ? []
    : parsed.errors.map(({ line, column, reason, suggestion }) =>
        `${line}:${column} ${reason} ${suggestion ?? ''}`.trim(),
      );
}

describe('parseBaseline', () => {
  it('reads entries with the lines on which they stand', () => {
    const parsed = parse(
      `# why\n\n${ENTRY}\n# next\n${ENTRY.replace('basic', 'tools')}  expires: 2026-12-31\n  issue: https://acme.example/1\n  intermittent: true\n`,
    );
    expect(parsed.ok && parsed.value.entries).toEqual([
      expect.objectContaining({ case: 'streaming/basic', expires: null, issue: null, lines: { first: 3, last: 8 } }),
      expect.objectContaining({
        case: 'streaming/tools',
        expires: '2026-12-31',
        issue: 'https://acme.example/1',
        intermittent: true,
        lines: { first: 11, last: 19 },
      }),
    ]);
  });

  it('counts a comment inside a text to the entry, and one between entries to none', () => {
    const folded = ENTRY.replace('The vendor is at it.', '|\n    one\n\n    # two\n# not mine');
    const parsed = parse(`${folded}${ENTRY.replace('basic', 'tools')}`);
    expect(parsed.ok && parsed.value.entries.map(({ lines, reason }) => [lines.first, lines.last, reason])).toEqual([
      [1, 9, 'one\n\n# two\n'],
      [11, 16, 'The vendor is at it.'],
    ]);
  });

  it.each(['', '\n', '# nothing yet\n', '---\n# nothing\n', '[]\n'])('takes %j for an empty one', (text) => {
    expect(parse(text)).toEqual({ ok: true, value: { file: 'b.yaml', entries: [] } });
  });

  it.each([
    [ENTRY.replace('/basic', '/basik'), '1:9 There is no case "streaming/basik". Did you mean streaming/basic?'],
    [ENTRY.replace('acme', 'amce'), '2:9 There is no spec "amce". Known: acme, other.'],
    [ENTRY.replace('schema', 'sse-terminatr'), '3:10 There is no check "sse-terminatr". Did you mean sse-terminator?'],
    [
      ENTRY.replace('missing-field', 'mising-field'),
      '4:9 There is no kind "mising-field" of divergence. Did you mean missing-field?',
    ],
    [
      ENTRY.replace('streaming/basic', 'streaming/*'),
      '1:9 There is no case "streaming/*". An entry names one exactly, and no pattern.',
    ],
    [
      ENTRY.replace('/*/', '/0/'),
      '5:10 "chunk /choices/0/index" names one position. Write a star for it: chunk /choices/*/index',
    ],
    [
      ENTRY.replace('chunk /', 'chonk /'),
      '5:10 `place` is "chonk /choices/*/index", which does not have the right form. Where: status, stream, header content-type, body /usage, or chunk /choices/*/index, with * for every position.',
    ],
    [ENTRY.replace('reason', 'raison'), '6:3 Unknown key "raison". Did you mean reason?'],
    [
      `${ENTRY}  expires: 2026-02-30\n`,
      '7:12 `expires` is "2026-02-30", which does not have the right form. The last day on which the entry counts, as in 2026-12-31.',
    ],
    [`${ENTRY}${ENTRY}`, '7:3 Line 1 has this entry already. Delete one of the two.'],
    ['a: 1\n', '1:1 The file must be array, not object.'],
  ])('says what is wrong, and where: %#', (text, complaint) => {
    expect(complaintsOf(text)).toContain(complaint);
  });

  it('says where the YAML breaks off', () => {
    expect(complaintsOf('- case: "a\n')[0]).toMatch(/^\d+:\d+ /u);
  });
});
