import { usagePresent } from '../../../../../src/core/checks/content/usage-present.js';
import { leavesAlone, spares, trips } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

leavesAlone(usagePresent, ['text', 'call', 'twoChoices']);

trips(usagePresent, {
  missing: {
    request: ask(),
    body: textBody('Hi', 'stop', { usage: undefined }),
    tells: ['must missing-field body /usage'],
  },
  null: { request: ask(), body: textBody('Hi', 'stop', { usage: null }), tells: ['must missing-field body /usage'] },
});

spares(usagePresent, {
  'a stream that was not asked for it': { request: ask({ stream: true }), sse: faithfulEvents() },
});
