import { createdSeconds } from '../../../../../../src/core/dialect/openai-chat/checks/content/created-seconds.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../../support/check.js';
import { chunk } from '../../../../../support/exchange.js';
import { ask, textBody } from '../../../../../support/faithful.js';

const late = { created: 1_760_000_000_123 };

expectValidPasses(createdSeconds, ['text', 'textStream']);

expectReports(createdSeconds, {
  'milliseconds in a body': {
    request: ask(),
    body: textBody('Hi', 'stop', late),
    reports: ['must wrong-value body /created'],
  },
  'milliseconds in every chunk': {
    request: ask({ stream: true }),
    sse: [chunk({ role: 'assistant', content: 'Hi' }, null, late), chunk({}, 'stop', late), 'data: [DONE]'],
    reports: ['must wrong-value chunk 0 /created', 'must wrong-value chunk 1 /created'],
  },
  zero: { request: ask(), body: textBody('Hi', 'stop', { created: 0 }), reports: ['must wrong-value body /created'] },
});

expectReports(createdSeconds, {
  'a time that lies years back': {
    request: ask(),
    body: textBody('Hi', 'stop', { created: 1_577_836_800 }),
    reports: ['note wrong-value body /created'],
  },
});

const dated = (date: string) => ({ headers: { 'content-type': 'application/json', date } });

expectReports(createdSeconds, {
  'local time as if it were UTC': {
    request: ask(),
    ...dated('Sun, 09 Feb 2025 07:06:40 GMT'),
    body: textBody('Hi', 'stop', { created: 1_739_084_800 + 7200 }),
    reports: ['should wrong-value body /created'],
  },
});

expectNoReport(createdSeconds, {
  'a clock that is minutes ahead of the Date header': {
    request: ask(),
    ...dated('Sun, 09 Feb 2025 07:06:40 GMT'),
    body: textBody('Hi', 'stop', { created: 1_739_084_800 + 600 }),
  },
  'a Date header that a recorder removed': {
    request: ask(),
    ...dated('Thu, 01 Jan 1970 00:00:00 GMT'),
    body: textBody('Hi', 'stop', { created: 1_745_000_000 }),
  },
});

expectNoReport(createdSeconds, {
  'a string: reported by the schema check': {
    request: ask(),
    body: textBody('Hi', 'stop', { created: '1760000000123' }),
  },
  'a clock that is months off': { request: ask(), body: textBody('Hi', 'stop', { created: 1_745_000_000 }) },
});

const models = (
  ...times: readonly unknown[]
): { readonly url: string; readonly method: string; readonly request: string; readonly body: object } => ({
  url: 'http://127.0.0.1:8080/v1/models',
  method: 'GET',
  request: '',
  body: { object: 'list', data: times.map((created, n) => ({ id: `m${n}`, object: 'model', created, owned_by: 'x' })) },
});
const given = { of: 'models' };

expectReports(createdSeconds, {
  'milliseconds in a list of models': {
    ...models(1_760_000_000, 1_760_000_000_123, 1_760_000_000_456),
    given,
    reports: ['must wrong-value body /data/1/created'],
    reportingChecks: [],
  },
  'a placeholder in a list of models': { ...models(0), given, reports: ['note wrong-value body /data/0/created'] },
});

expectNoReport(createdSeconds, {
  'models that are years old': { ...models(1_577_836_800, 1_760_000_000), given },
  'models without a time': { ...models(null, 'x'), given },
  'a list of models, by the claim on answers': models(1_760_000_000_123),
});
