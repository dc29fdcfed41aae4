import { recovers } from '../../../../../src/core/checks/content/recovers.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask } from '../../../../support/faithful.js';

const left = { request: ask({ stream: true }), sse: faithfulEvents().slice(0, 2), end: 'hung-up' } as const;

expectValidPasses(recovers, ['afterHangUp']);

expectReports(recovers, {
  'an error after the client hung up': {
    request: ask(),
    status: 500,
    body: { error: { message: 'Slot busy' } },
    earlier: [left],
    reports: ['should wrong-status status'],
    reportingChecks: ['recovers'],
  },
  'no answer after the client hung up': {
    request: ask(),
    response: false,
    end: 'timeout-first-byte',
    earlier: [left],
    reports: ['must stalled stream'],
  },
});

expectNoReport(recovers, {
  'an error that follows nothing': { request: ask(), status: 500, body: { error: { message: 'Oops' } } },
  'a limit on the rate': { request: ask(), status: 429, body: { error: { message: 'Slow down' } }, earlier: [left] },
});
