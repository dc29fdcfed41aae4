import { array, assert, constantFrom, property, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BaselineEntry } from '../../../src/core/model/baseline.js';
import { editBaseline, type NewEntry } from '../../../src/core/report/edit-baseline.js';
import { parseBaseline } from '../../../src/core/report/parse-baseline.js';
import { readSchema } from '../../../src/io/files/package-files.js';

const schema = readSchema('baseline.schema.json');
const names = ['a/1', 'a/2', 'a/3', 'a/4', 'a/5', 'a/6'];
const known = { cases: new Set(names), specs: new Set(['acme']), checks: new Map([['schema', ['missing-field']]]) };

function read(text: string): readonly BaselineEntry[] {
  const parsed = parseBaseline(text, 'b.yaml', schema, known);
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.errors)}\n${text}`);
  return parsed.value.entries;
}

function edit(text: string, add: readonly string[], remove: readonly string[]): string | null {
  const entries = read(text);
  return editBaseline(text, entries, {
    add: add.map((id) => newEntry(id)),
    remove: entries.filter((entry) => remove.includes(caseOf(entry))),
  });
}

function newEntry(id: string): NewEntry {
  return {
    finding: 'schema-missing-field-1',
    title: 'x is missing',
    cases: null,
    seen: id,
    reason: '',
    issue: null,
    expires: null,
    intermittent: false,
  };
}

function caseOf(entry: BaselineEntry): string {
  return 'case' in entry ? entry.case : (entry.seen ?? '');
}

const NEW = (id: string): string => `- finding: schema-missing-field-1 # x is missing\n  reason: ""\n  seen: ${id}\n`;

const written = (id: string, more = ''): string =>
  `- case: ${id}   # said\n  kind: 'missing-field'\n  spec: acme\n  check: schema\n  place: status\n  reason: >-\n    so\n    it is\n${more}`;

describe('editBaseline', () => {
  it('leaves order, quotes and comments as they are, to the byte', () => {
    const text = `# head\n\n${written('a/1')}\n# about two\n${written('a/2', '  # inside\n')}# end\n`;
    expect(edit(text, [], [])).toBe(text);
    expect(edit(text, [], ['a/1'])).toBe(`# head\n\n\n# about two\n${written('a/2', '  # inside\n')}# end\n`);
    expect(edit(text, ['a/3'], ['a/2'])).toBe(`# head\n\n${written('a/1')}\n# about two\n# end\n${NEW('a/3')}`);
  });

  it('writes new entries as deep as the others stand', () => {
    const deep = written('a/1').replaceAll(/^/gmu, '  ').trimEnd();
    expect(edit(`${deep}\n`, ['a/2'], [])).toContain(
      '\n  - finding: schema-missing-field-1 # x is missing\n    reason: ""\n',
    );
  });

  it('begins a list where there was none, and leaves an empty one where nothing is left', () => {
    expect(edit('# head\n[]  # none\n', ['a/1'], [])).toBe(`# head\n${NEW('a/1')}`);
    expect(edit('# head\n', ['a/1'], [])).toBe(`# head\n${NEW('a/1')}`);
    expect(edit(`# head\n${written('a/1')}`, [], ['a/1'])).toBe('# head\n[]\n');
  });

  it('keeps the ends of lines', () => {
    const text = written('a/1').replaceAll('\n', '\r\n');
    expect(edit(text, ['a/2'], [])?.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('leaves a list in brackets to a person', () => {
    const text = '[{case: a/1, spec: acme, check: schema, kind: missing-field, place: status, reason: x}]\n';
    expect(edit(text, ['a/2'], [])).toBeNull();
  });

  it('deletes and adds exactly the given entries, with any text between them', () => {
    const between = constantFrom('', '\n', '# note\n', '\n# note\n\n', '  # deeper\n');
    assert(
      property(
        subarray(names.slice(0, 4), { minLength: 1 }),
        array(between, { minLength: 4, maxLength: 4 }),
        subarray(names.slice(0, 4)),
        subarray(names.slice(4), { maxLength: 1 }),
        (there, gaps, remove, add) => {
          const text = there.map((id, n) => written(id, gaps[n])).join('');
          const edited = edit(text, add, remove);
          const expected = [...there.filter((id) => !remove.includes(id)), ...add];
          expect(read(edited ?? '').map((entry) => caseOf(entry))).toEqual(expected);
        },
      ),
    );
  });
});
