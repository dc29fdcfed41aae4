import { onTestFinished } from 'vitest';
import { serveReference } from '../../../src/reference/serve.js';
import { changeJson, startGateway, type Gateway, type Passed } from '../../support/gateway.js';
import { specs } from '../../support/specs-and-suites.js';

/** Faults that the gateway shows while they are in the set. */
export type GatewayFault = 'no-created' | 'text-object' | 'no-created-at-times';

/** A gateway before the reference provider of OpenAI's spec, whose faults can be turned on and off. */
export async function startFaultyGateway(faults: Set<GatewayFault>, delayMs = 0): Promise<Gateway> {
  const spec = specs.find(({ id }) => id === 'openai');
  if (spec === undefined) throw new Error('There is no spec openai');
  const upstream = await serveReference({ spec });
  let answers = 0;
  const change = (passed: Passed): void => {
    answers += 1;
    changeJson(passed, (value) => {
      if (value['object'] !== 'chat.completion') return;
      if (faults.has('no-created') || (faults.has('no-created-at-times') && answers % 3 === 0)) delete value['created'];
      if (faults.has('text-object')) value['object'] = 'text_completion';
    });
  };
  const gateway = await startGateway(upstream.baseUrl, { change, delayMs });
  onTestFinished(async () => {
    await gateway.close();
    await upstream.close();
  });
  return gateway;
}
