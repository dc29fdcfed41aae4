import { createdSeconds } from '../../../../../../src/core/dialect/openai-chat/checks/content/created-seconds.js';
import { leavesAlone, spares, trips } from '../../../../../support/check.js';
import { chunk } from '../../../../../support/exchange.js';
import { ask, textBody } from '../../../../../support/faithful.js';

const late = { created: 1_760_000_000_123 };

leavesAlone(createdSeconds, ['text', 'textStream']);

trips(createdSeconds, {
  'milliseconds in a body': {
    request: ask(),
    body: textBody('Hi', 'stop', late),
    tells: ['must wrong-value body /created'],
  },
  'milliseconds in every chunk': {
    request: ask({ stream: true }),
    sse: [chunk({ role: 'assistant', content: 'Hi' }, null, late), chunk({}, 'stop', late), 'data: [DONE]'],
    tells: ['must wrong-value chunk 0 /created', 'must wrong-value chunk 1 /created'],
  },
  zero: { request: ask(), body: textBody('Hi', 'stop', { created: 0 }), tells: ['must wrong-value body /created'] },
});

trips(createdSeconds, {
  'a time that lies years back': {
    request: ask(),
    body: textBody('Hi', 'stop', { created: 1_577_836_800 }),
    tells: ['note wrong-value body /created'],
  },
});

spares(createdSeconds, {
  'a string: the schema tells it': { request: ask(), body: textBody('Hi', 'stop', { created: '1760000000123' }) },
  'a clock that is months off': { request: ask(), body: textBody('Hi', 'stop', { created: 1_745_000_000 }) },
});
