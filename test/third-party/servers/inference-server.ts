import { GATEWAY_KEY, PUBLISHED } from './installed.js';
import type { ThirdParty } from './third-party.js';

/** llama.cpp with the small model of scripts/tiny-model, behind an HTTP server from npm. */
export const inferenceServer: ThirdParty = {
  id: 'inference-server',
  packages: PUBLISHED,
  version: PUBLISHED.versionOf('inference-server'),
  name: `inference-server, llama.cpp of node-llama-cpp ${PUBLISHED.versionOf('node-llama-cpp')}`,
  url: 'https://www.npmjs.com/package/inference-server',
  ownSpec: null,
  specs: ['openai'],
  model: 'tiny',
  endpoint: {
    upstream: null,
    start: (port) => ({
      command: process.execPath,
      args: ['test/third-party/launch/supervise.mjs', 'inference-server.mjs', PUBLISHED.installed, `${port}`],
      env: {},
    }),
    baseUrl: (port) => `http://127.0.0.1:${port}/openai/v1`,
    headers: () => [],
    key: GATEWAY_KEY,
  },
};
