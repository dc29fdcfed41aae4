import pc from 'picocolors';
import { expect, it } from 'vitest';
import type { Finding } from '../../../src/core/model/finding.js';
import { findingBlock } from '../../../src/reporters/terminal/finding-block.js';
import { makeFootnotes } from '../../../src/reporters/terminal/layout.js';
import { makeDivergence, makeResult } from '../../support/divergence.js';
import { sampleReport } from './sample-report.js';

const report = sampleReport([makeResult({ divergences: [makeDivergence()] })], false);

/** The lines between what is expected and where it is. */
function quoted(change: Partial<Finding>): readonly string[] {
  const [finding] = report.findings;
  if (finding === undefined) throw new Error('The report has no finding');
  const options = { width: 80, color: false, notes: false, gate: { failOn: 'should' } } as const;
  const context = {
    report,
    options,
    colors: pc.createColors(false),
    footnotes: makeFootnotes([]),
    failing: new Set<string>(),
  };
  const lines = findingBlock({ ...finding, ...change }, 1, context).split('\n');
  const first = lines.findIndex((line) => line.includes('expected ')) + 1;
  return lines
    .slice(
      first,
      lines.findIndex((line) => line.includes(' check ')),
    )
    .map((line) => line.slice(5));
}

const withQuote = (quote: string, change: Partial<Finding> = {}) =>
  quoted({ kind: 'wrong-value', source: { title: 'Acme API', url: 'https://acme.example', quote }, ...change });

it('keeps the lines of a schema and the name of the member before them', () => {
  expect(withQuote('temperature:\n[…]\n  maximum: 2\n  minimum: 0')).toEqual([
    '  temperature:',
    '    maximum: 2',
    '    minimum: 0',
  ]);
});

it.each([
  ['missing-field', 'required:\n  - index\n[…]\nindex:\n  type: integer', ['  required:', '    - index']],
  ['missing-field', 'index:\n  type: integer\n[…]\nrequired:\n  - index', ['  required:', '    - index']],
  ['missing-field', 'The index says which call it is.\n[…]\n"required": ["index"],', ['  "required": ["index"],']],
  [
    'wrong-type',
    'The index says which call it is.\n[…]\n"required": ["index"],',
    ['“The index says which call it is.”'],
  ],
  ['wrong-type', 'required:\n  - index\n[…]\nindex:\n  type: integer', ['  index:', '    type: integer']],
  ['wrong-type', 'index:\n  type: integer\n[…]\nrequired:\n  - index', ['  index:', '    type: integer']],
] as const)('quotes the required members for a missing one alone: %s %j', (kind, quote, expected) => {
  expect(withQuote(quote, { kind })).toEqual(expected);
});

it('quotes the missing ones of a long list of required members', () => {
  const quote = ['required:', ...['choices', 'created', 'id', 'model', 'object'].map((name) => `  - ${name}`)].join(
    '\n',
  );
  const missing = (title: string) => withQuote(quote, { kind: 'missing-field', title });
  expect(missing('created is missing')).toEqual(['  required:', '    - created', '    […]']);
  expect(missing('created, id, model, object are missing')).toEqual([
    '  required:',
    '    - created',
    '    - id',
    '    - model',
    '    […]',
  ]);
});

it('quotes no enumeration that is expected anyway', () => {
  const change = { title: 'finish_reason is ""', expected: '"stop" or "length"' };
  expect(withQuote('finish_reason:\n[…]\n  enum:\n    - stop\n    - length', change)).toEqual([]);
});

it('wraps a description as one text', () => {
  const text = 'A unique identifier for the chat completion. Each chunk has the\n    same ID.';
  expect(withQuote(`id:\n  type: string\n  description: ${text}`)).toEqual([
    '  id:',
    '    type: string',
    '    description: A unique identifier for the chat completion. Each chunk',
    '    has the same ID.',
  ]);
});

it('cites the documents of the finding before those of its consequences', () => {
  const source = { title: 'Acme guide', url: 'https://acme.example/guide', quote: 'A total is a sum.' };
  const also = { check: 'sum', kind: 'inconsistent', at: { part: 'body', pointer: '/n' }, sentence: 'x.' } as const;
  expect(
    withQuote('Tokens are counted.', {
      consequences: [{ ...also, title: 'The total is wrong', cases: ['a/b'], source }],
    }),
  ).toEqual(['“Tokens are counted.”', 'also: The total is wrong (1 case, docs [2])']);
});

it('puts the only cited line of a document into its address, and several lines behind its number', () => {
  const source = (line: number) => ({ title: 'Acme API', url: `https://acme.example/api.yaml#L${line}`, quote: null });
  const footnotesOf = (lines: readonly number[]): readonly string[] => {
    const footnotes = makeFootnotes(lines.map(source));
    return [...lines.map((line) => footnotes.mark(source(line))), footnotes.lines(80)];
  };
  expect(footnotesOf([7, 7])).toEqual(['[1]', '[1]', '[1] Acme API  https://acme.example/api.yaml#L7']);
  expect(footnotesOf([7, 9])).toEqual(['[1] line 7', '[1] line 9', '[1] Acme API  https://acme.example/api.yaml']);
});
