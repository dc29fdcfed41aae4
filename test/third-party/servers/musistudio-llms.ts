import { GATEWAY_KEY, PUBLISHED } from './installed.js';
import type { ThirdParty } from './third-party.js';

/**
 * The server behind claude-code-router, in front of the reference provider of OpenAI. It takes `provider,model` as the
 * name of a model.
 */
function gateway(spec: 'openai' | 'anthropic', rest: Pick<ThirdParty, 'id' | 'name'>): ThirdParty {
  return {
    ...rest,
    packages: PUBLISHED,
    version: PUBLISHED.versionOf('@musistudio/llms'),
    url: 'https://www.npmjs.com/package/@musistudio/llms',
    ownSpec: null,
    specs: [spec],
    model: 'reference,gpt-4o',
    endpoint: {
      upstream: { spec: 'openai', compare: spec === 'openai', model: 'gpt-4o' },
      start: (port, upstream) => ({
        command: process.execPath,
        args: [
          'test/third-party/launch/musistudio-llms.mjs',
          PUBLISHED.installed,
          `${port}`,
          `${upstream}/chat/completions`,
        ],
        env: { GATEWAY_KEY },
      }),
      baseUrl: (port) => `http://127.0.0.1:${port}/v1`,
      headers: () => [],
      key: GATEWAY_KEY,
    },
  };
}

export const musistudio = gateway('openai', { id: 'musistudio-llms', name: '@musistudio/llms' });

/** Its Messages API, translated to chat completions. */
export const musistudioMessages = gateway('anthropic', {
  id: 'musistudio-llms-messages',
  name: '@musistudio/llms (Messages)',
});
