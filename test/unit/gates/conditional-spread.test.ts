import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { sourceFiles } from './imports.js';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** The spreads in objects and elements whose members may be left out: `...(x === undefined ? {} : { x })`. */
function conditionalSpreads(file: string, text = readFileSync(file, 'utf8')): string[] {
  const found: string[] = [];
  if (!text.includes('...(')) return [];
  const check = ({ type, start, end }: Node): void => {
    const source = text.slice(start, end);
    const isEmpty = /\?\s*\(?\{\}|:\s*\(?\{\}\)?$/u.test(source);
    if (type === 'LogicalExpression' || (type === 'ConditionalExpression' && isEmpty)) found.push(`${file}: ${source}`);
  };
  new Visitor({
    ObjectExpression({ properties }) {
      for (const each of properties) if (each.type === 'SpreadElement') check(each.argument);
    },
    JSXSpreadAttribute({ argument }) {
      check(argument);
    },
  }).visit(parseSync(file, text, { preserveParens: false }).program);
  return found;
}

test('no object has members that a condition spreads: `defined` leaves the undefined ones out', () => {
  expect(sourceFiles('src').flatMap((file) => conditionalSpreads(file))).toEqual([]);
});

test('the search finds such members', () => {
  const text = 'f({ ...(x === undefined ? {} : { x }), ...(y && { y }), ...z, a: [...(b ?? [])] });';
  expect(conditionalSpreads('example.ts', text)).toHaveLength(2);
});
