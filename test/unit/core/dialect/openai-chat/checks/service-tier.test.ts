import { serviceTier } from '../../../../../../src/core/dialect/openai-chat/checks/content/service-tier.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../../support/check.js';
import { chunk, faithfulEvents } from '../../../../../support/exchange.js';
import { ask, textBody } from '../../../../../support/faithful.js';

expectValidPasses(serviceTier, []);

expectReports(serviceTier, {
  'a tier that is left out': {
    request: ask({ service_tier: 'auto' }),
    body: textBody('Hi'),
    reports: ['must missing-field body /service_tier'],
  },
  'a tier that is null, streamed': {
    request: ask({ service_tier: 'flex', stream: true }),
    sse: [...faithfulEvents().slice(0, -2), chunk({}, 'stop', { service_tier: null }), 'data: [DONE]'],
    reports: ['must missing-field chunk 3 /service_tier'],
  },
});

expectNoReport(serviceTier, {
  'another tier than the requested one': {
    request: ask({ service_tier: 'auto' }),
    body: { ...textBody('Hi'), service_tier: 'default' },
  },
  'a tier in the last chunk alone': {
    request: ask({ service_tier: 'auto', stream: true }),
    sse: [...faithfulEvents().slice(0, -2), chunk({}, 'stop', { service_tier: 'default' }), 'data: [DONE]'],
  },
  'a request without a tier': { request: ask({ service_tier: null }), body: textBody('Hi') },
});
