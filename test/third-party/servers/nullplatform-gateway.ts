import { GATEWAY_KEY, PUBLISHED } from './installed.js';
import type { ThirdParty } from './third-party.js';

/** A gateway that reads requests into its own form, in front of the reference provider of OpenAI. */
function gateway(adapter: 'openai' | 'anthropic', rest: Pick<ThirdParty, 'id' | 'name'>): ThirdParty {
  return {
    ...rest,
    packages: PUBLISHED,
    version: PUBLISHED.versionOf('@nullplatform/llm-gateway'),
    url: 'https://www.npmjs.com/package/@nullplatform/llm-gateway',
    ownSpec: null,
    specs: [adapter],
    model: 'gpt-4o',
    endpoint: {
      upstream: { spec: 'openai', compare: adapter === 'openai' },
      start: (port, upstream) => ({
        command: process.execPath,
        args: [
          PUBLISHED.fileOf('@nullplatform/llm-gateway', 'dist/cli.js'),
          'start',
          '--config',
          'test/third-party/fixtures/nullplatform-gateway.yaml',
        ],
        env: { GATEWAY_PORT: `${port}`, GATEWAY_UPSTREAM: upstream ?? '', GATEWAY_KEY },
      }),
      baseUrl: (port) => `http://127.0.0.1:${port}/${adapter}/v1`,
      headers: () => [],
      key: GATEWAY_KEY,
    },
  };
}

export const nullplatform = gateway('openai', { id: 'nullplatform-gateway', name: 'nullplatform LLM gateway' });

/** Its Messages API, translated to chat completions. */
export const nullplatformMessages = gateway('anthropic', {
  id: 'nullplatform-gateway-messages',
  name: 'nullplatform LLM gateway (Messages)',
});
