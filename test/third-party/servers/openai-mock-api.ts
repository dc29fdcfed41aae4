import { GATEWAY_KEY, TESTED } from './installed.js';
import type { ThirdParty } from './third-party.js';

/** A mock server that answers from written conversations, a word every 50 ms where it streams. */
export const openaiMockApi: ThirdParty = {
  id: 'openai-mock-api',
  packages: TESTED,
  version: TESTED.versionOf('openai-mock-api'),
  name: 'openai-mock-api',
  url: 'https://www.npmjs.com/package/openai-mock-api',
  ownSpec: null,
  specs: ['openai'],
  model: 'gpt-4o',
  endpoint: {
    upstream: null,
    start: (port) => ({
      command: process.execPath,
      args: [
        TESTED.fileOf('openai-mock-api', 'dist/cli.js'),
        '--config',
        'test/third-party/fixtures/openai-mock-api.yaml',
        '--port',
        `${port}`,
      ],
      env: {},
    }),
    baseUrl: (port) => `http://127.0.0.1:${port}/v1`,
    headers: () => [],
    key: GATEWAY_KEY,
  },
};
