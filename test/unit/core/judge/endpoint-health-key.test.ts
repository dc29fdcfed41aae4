import { expect, test } from 'vitest';
import { trackEndpointHealth } from '../../../../src/core/judge/endpoint-health.js';
import { makeCase, makeStep } from '../../../support/case.js';
import { completion, makeExchange } from '../../../support/exchange.js';

const refused = makeExchange({ id: 0, status: 401, body: { error: { message: 'No.', type: 'a' } } });
const answered = makeExchange({ id: 1, body: completion() });
const foreign = makeCase({
  id: 'auth/foreign-header',
  expects: 'either',
  steps: [makeStep({ auth: { kind: 'foreign', scheme: null } })],
});

test('a key that opens in another header is right: what the documented header did can be judged', () => {
  const health = trackEndpointHealth();
  health.take(makeCase(), [refused]);
  expect(health.worksFor(makeCase(), [refused])).toBe(false);
  health.take(foreign, [answered]);
  expect(health.worksFor(makeCase(), [refused])).toBe(true);
});

test('an answer to a request that may be refused does not show if the key works', () => {
  const health = trackEndpointHealth();
  health.take(makeCase({ expects: 'either' }), [answered]);
  expect(health.works()).toBe(false);
});
