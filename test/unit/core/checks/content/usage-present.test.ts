import { usagePresent } from '../../../../../src/core/checks/content/usage-present.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

expectValidPasses(usagePresent, ['text', 'call', 'twoChoices']);

expectReports(usagePresent, {
  missing: {
    request: ask(),
    body: textBody('Hi', 'stop', { usage: undefined }),
    reports: ['must missing-field body /usage'],
  },
  null: {
    request: ask(),
    body: textBody('Hi', 'stop', { usage: null }),
    reports: ['must missing-field body /usage'],
  },
});

expectNoReport(usagePresent, {
  'a stream without a request for usage': { request: ask({ stream: true }), sse: faithfulEvents() },
});
