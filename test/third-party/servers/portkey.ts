import { GATEWAY_KEY, TESTED } from './installed.js';
import type { ThirdParty } from './third-party.js';

/** The gateway in front of the reference provider of OpenAI; headers name its upstream. */
function gateway(folder: string, id: string, name: string): ThirdParty {
  return {
    id,
    packages: TESTED,
    version: TESTED.versionOf(folder),
    name,
    url: 'https://github.com/Portkey-AI/gateway',
    ownSpec: null,
    specs: ['openai'],
    model: 'gpt-4o',
    endpoint: {
      upstream: { spec: 'openai', compare: true },
      start: (port) => ({
        command: process.execPath,
        args: [TESTED.fileOf(folder, 'build/start-server.js'), '--headless', `--port=${port}`],
        env: {},
      }),
      baseUrl: (port) => `http://127.0.0.1:${port}/v1`,
      headers: (upstream) => ['x-portkey-provider: openai', `x-portkey-custom-host: ${upstream}`],
      key: GATEWAY_KEY,
    },
  };
}

/** As npm resolves it: with @hono/node-server 1.19.19, on which it fails at every stream. */
export const portkey = gateway('@portkey-ai/gateway', 'portkey-gateway', 'Portkey AI Gateway');

/** With @hono/node-server 1.13.7, on which streams work. */
export const portkeyRepaired = gateway(
  'portkey-repaired',
  'portkey-gateway-repaired',
  'Portkey AI Gateway with @hono/node-server 1.13.7',
);
