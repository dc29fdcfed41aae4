import { expect, test } from 'vitest';
import { checkText } from '../../../scripts/language/check-text.js';

const found = (file: string, source: string): string[] =>
  checkText(file, source).map((misuse) => `${misuse.line}: ${misuse.found}`);

test('names are split into words', () => {
  const source = 'const askedCases = 1;\nfunction isTold(multitasked: Told) {}\ntype Task = typeof askedCases;\n';
  expect(found('src/a.ts', source)).toEqual(['1: asked', '2: told', '2: told', '3: asked']);
});

test('comments and sentences are checked, at their lines', () => {
  const source = [
    '/**',
    ' * Plain.',
    ' * Where it stands in the list, it counts.',
    ' */',
    'const text = `${1} is silent where nothing came`; // a file of its own',
    "const label = 'told', other = 'it was told';",
  ].join('\n');
  expect(found('src/a.ts', source)).toEqual(['3: stands in', '3: Where', '5: of its own', '5: is silent', '6: told']);
});

test('recorded fields keep their names, variables do not get them', () => {
  const source = 'interface A {\n  beside?: true;\n}\nconst a: A = { beside: true };\nconst beside = a.beside;\n';
  expect(found('src/a.ts', source)).toEqual(['5: beside']);
});

test('text of elements is checked', () => {
  expect(found('src/a.tsx', 'export const a = (\n  <p>\n    Nobody\n  </p>\n);\n')).toEqual(['3: Nobody']);
});

test('code in backticks, quotations and addresses are not checked', () => {
  const source = '// `told`, “it was told”, https://told.example/told\nconst a = \'Got "was told" here\';\n';
  expect(found('src/a.ts', source)).toEqual([]);
});

test('documents are checked outside code and quotations', () => {
  const source = '# What was asked\n\n```\ntold\n```\n\n> told\n\nA `told` here.\nWhere is it?\n';
  expect(found('docs/a.md', source)).toEqual(['1: was asked']);
});

test('YAML is checked in its sentences and comments, not in quotations of documents', () => {
  const source = '# Told here.\n- says: Nobody may stop.\n  quote: It is told.\n  id: told\n  note: >-\n    Was told\n';
  expect(found('specs/claims.yaml', source)).toEqual(['1: Told', '2: Nobody', '5: told']);
});

test('names of files are checked', () => {
  expect(found('src/told.test.ts', '')).toEqual(['1: told']);
});

test('plain sentences pass', () => {
  const plain = [
    'Expected a 2xx response; got 400.',
    'Fixed a false positive: wrong-key cases are inconclusive when `--header` also carries a credential.',
    'Identical requests are sent once. Compatible parameters are combined into one request.',
    'A complete answer that is shorter than the limit must not report `length`.',
    'The folder in which the report is. Where is the report?',
    'Where the text begins.',
  ];
  expect(found('docs/a.md', plain.join('\n'))).toEqual([]);
});
