import { GATEWAY_KEY, PUBLISHED } from './installed.js';
import type { ThirdParty } from './third-party.js';

/** A gateway that began as a copy of Portkey's, in front of the reference provider of OpenAI. */
export const llmopsGateway: ThirdParty = {
  id: 'llmops-gateway',
  packages: PUBLISHED,
  version: PUBLISHED.versionOf('@llmops/gateway'),
  name: 'LLMOps gateway',
  url: 'https://github.com/llmops-build/llmops',
  ownSpec: null,
  specs: ['openai'],
  model: 'gpt-4o',
  endpoint: {
    upstream: { spec: 'openai', compare: true },
    start: (port) => ({
      command: process.execPath,
      args: ['test/third-party/launch/llmops-gateway.mjs', PUBLISHED.installed, `${port}`],
      env: {},
    }),
    baseUrl: (port) => `http://127.0.0.1:${port}/v1`,
    headers: (upstream) => ['x-llmops-provider: openai', `x-llmops-custom-host: ${upstream}`],
    key: GATEWAY_KEY,
  },
};
