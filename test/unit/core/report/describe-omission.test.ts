import { expect, it } from 'vitest';
import { describeOmission } from '../../../../src/core/report/describe-omission.js';

it('tells what was never promised from what a case would need beside', () => {
  const code = (name: string): string => `\`${name}\``;
  expect(describeOmission({ spec: 'acme', needs: 'top_k' })).toBe('acme never promised top_k');
  expect(describeOmission({ spec: 'acme', needs: 'top_k' }, code)).toBe('acme never promised `top_k`');
  expect(describeOmission({ spec: 'acme', needs: 'a model that speaks' }, code)).toBe(
    'acme: it needs a model that speaks',
  );
});
