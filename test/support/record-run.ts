import { verifyVerdicts } from '../../src/core/report/verify-verdicts.js';
import type { RunEvent } from '../../src/core/model/event.js';
import type { Exchange } from '../../src/core/model/exchange.js';
import { prepareRun } from '../../src/run/prepare.js';
import type { RunRequest } from '../../src/run/run-request.js';
import { serveReference, type Served } from '../../src/reference/serve.js';
import { run } from '../../src/run/run.js';
import { resultsOf } from '../system/judge/verdict-lines.js';
import { startGateway, type GatewayOptions } from './gateway.js';
import { specOf } from './specs-and-suites.js';

/** A reference provider of OpenAI's spec. Close it after the tests. */
export function serveOpenai(): Promise<Served> {
  return serveReference({ spec: specOf('openai') });
}

/** A run through a gateway before a reference provider, of the cases that `only` selects; and the bodies that it sent. */
export async function recordRun(
  upstream: Served,
  only: readonly string[],
  options: GatewayOptions,
  { before = [], ...given }: Partial<RunRequest> = {},
) {
  const gateway = await startGateway(upstream.baseUrl, options);
  const prepared = await prepareRun({
    baseUrl: gateway.baseUrl,
    key: upstream.key,
    specs: ['openai'],
    model: 'gpt-4o-mini',
    selection: { suites: [], only },
    ...given,
  });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.errors));
  const events: RunEvent[] = [];
  // What a run goes on from may have been recorded at another port.
  for await (const event of run({ ...prepared.value.options, before })) events.push(event);
  await prepared.value.close();
  await gateway.close();
  return { events, requests: gateway.requests };
}

/** All exchanges of a record. */
export function exchangesOf(events: readonly RunEvent[]): readonly Exchange[] {
  return events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []));
}

/** The cases that do not conform. */
export function divergingOf(events: readonly RunEvent[]): readonly string[] {
  return resultsOf(events).flatMap((result) => (result.verdict === 'conforms' ? [] : [result.case]));
}

/** The reasons to reject the verdicts of a record. */
export function refusalsOf(events: readonly RunEvent[]): readonly string[] {
  const written = events.map((event) =>
    event.type === 'result' ? (JSON.parse(JSON.stringify(event)) as RunEvent) : event,
  );
  return verifyVerdicts(written, [specOf('openai')]).refused.map(({ detail }) => detail);
}
