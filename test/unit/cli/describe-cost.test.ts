import { expect, it } from 'vitest';
import { describeCost } from '../../../src/cli/run/describe-cost.js';

const NONE = { requests: 0, promptTokens: 0, completionTokens: 0 };
const cost = { requests: 120, promptTokens: 900, completionTokens: 800, unlimited: 0, fallback: NONE };

it('states why there are fewer requests than cases, and what is not counted', () => {
  expect(describeCost(cost, 194, {})).toBe(
    '120 requests; at most about 900 prompt tokens and 800 completion tokens (excluding retries and follow-up requests after a failure). Equal requests of several cases are sent once.',
  );
});

it('counts one in the singular', () => {
  const one = { ...cost, requests: 1, unlimited: 1, fallback: { ...NONE, requests: 1 } };
  const text = describeCost(one, 1, { rpm: 1, allowance: { requests: 1 } });
  expect(text).not.toMatch(/\b1 (?:more )?(?!is)\w+s\b/u);
  expect(text).toContain('1 more is sent');
  expect(text).not.toContain('sent once');
});
