import { freePort, serve, type Serving } from '../../scripts/command.js';
import { startConformance } from '../system/e2e/support/conformance.js';
import type { ThirdParty } from './servers/third-party.js';

/** A running server, with its upstream. */
export interface Started {
  readonly baseUrl: string;
  /** `name: value`, for every request. */
  readonly headers: readonly string[];
  stop(): Promise<void>;
}

/** Starts a server as a separate process, and the reference provider behind it if it is a gateway. */
export async function startServer({ endpoint }: ThirdParty): Promise<Started> {
  const running: Serving[] = [];
  const stop = async (): Promise<void> => {
    for (const each of running.toReversed()) await each.stop();
  };
  try {
    let upstream: string | null = null;
    if (endpoint.upstream !== null) {
      const reference = startConformance(['serve', '--spec', endpoint.upstream.spec]);
      running.push({
        stop: async () => {
          reference.child.kill();
          await reference.ended;
        },
      });
      upstream = (await reference.sees('stdout', /http:\/\/127\.0\.0\.1:\d+\/v1/u))[0];
    }
    const port = await freePort();
    const { command, args, env } = endpoint.start(port, upstream);
    running.push(await serve(command, args, env, port));
    return { baseUrl: endpoint.baseUrl(port), headers: endpoint.headers(upstream), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
