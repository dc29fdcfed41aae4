import { expect, it } from 'vitest';
import { describeOmission } from '../../../../src/core/report/phrases.js';

it('distinguishes an undocumented parameter from another need of a case', () => {
  const code = (name: string): string => `\`${name}\``;
  expect(describeOmission({ spec: 'acme', needs: 'top_k' })).toBe('acme does not document top_k');
  expect(describeOmission({ spec: 'acme', needs: 'top_k' }, code)).toBe('acme does not document `top_k`');
  expect(describeOmission({ spec: 'acme', needs: 'a model that speaks' }, code)).toBe(
    'acme: it needs a model that speaks',
  );
  expect(describeOmission({ spec: 'acme', needs: 'only some projects have this tier' })).toBe(
    'acme: only some projects have this tier',
  );
  const needs = 'a run with more room; basic/minimal shows the same';
  expect(describeOmission({ spec: 'acme', needs, skipped: true })).toBe(
    'acme: skipped to stay within the request budget (--all); basic/minimal shows the same',
  );
});
