import { encodeEvent } from '../../../src/io/record/event-codec.js';
import { toHar } from '../../../src/io/har/write-har.js';
import { makeReport } from '../../../src/core/report/make-report.js';
import { good } from '../core/spec/sample.js';
import { makeDivergence, makeEvents, makeResult } from '../matrix/make-events.js';
import { makeCase } from '../../support/case.js';
import { faithfulEvents, makeExchange } from '../../support/exchange.js';

const cases = [makeCase({ id: 'basic/minimal' })];
const exchanges = [
  makeExchange({ id: 0, case: 'basic/minimal', body: '{"choices": []}' }),
  makeExchange({ id: 1, case: 'basic/minimal', sse: faithfulEvents() }),
];
const results = [makeResult({ case: 'basic/minimal', exchanges: [0], divergences: [makeDivergence()] })];
const events = makeEvents({ cases, exchanges, results, omitted: [] });

/** One sound file of each format that is read. */
export const SAMPLES = {
  'spec.yaml': good['spec.yaml'] ?? '',
  'claims.yaml': good['claims.yaml'] ?? '',
  'response.schema.json': good['response.schema.json'] ?? '',
  suite: `id: basic
title: Basic
dialect: openai-chat
order: 1
cases:
  - id: minimal
    title: The least
    asks: Sends a message.
    about: endpoint
    request:
      messages: [{role: user, content: "Reply with exactly: pong"}]
`,
  config: 'targets:\n  - name: mine\n    baseUrl: http://127.0.0.1:8080/v1\n    specs: [acme]\n',
  baseline: `- case: streaming/basic
  spec: acme
  check: schema
  kind: missing-field
  place: chunk /choices/*/index
  reason: The vendor is at it.
`,
  har: JSON.stringify(toHar(exchanges, '0'), null, 1),
  ndjson: `${events.map(encodeEvent).join('\n')}\n`,
  report: JSON.stringify(makeReport(events), null, 2),
} as const;
