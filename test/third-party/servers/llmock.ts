import { GATEWAY_KEY, PUBLISHED } from './installed.js';
import type { ThirdParty } from './third-party.js';

/** A mock server that answers each request with placeholder text, never as a stream, unless it always streams. */
export const llmock: ThirdParty = {
  id: 'llmock',
  packages: PUBLISHED,
  version: PUBLISHED.versionOf('llmock'),
  name: 'LLMock',
  url: 'https://github.com/piyook/llm-mock',
  ownSpec: null,
  specs: ['openai'],
  model: 'gpt-4o',
  endpoint: {
    upstream: null,
    start: (port) => ({
      command: process.execPath,
      args: ['--import', PUBLISHED.fileOf('tsx', 'dist/loader.mjs'), PUBLISHED.fileOf('llmock', 'src/server.ts')],
      env: {
        CONFIG_PATH: `${process.cwd()}/test/third-party/fixtures/llmock.json`,
        SERVER_PORT: `${port}`,
        SERVER_HOST: '127.0.0.1',
      },
    }),
    baseUrl: (port) => `http://127.0.0.1:${port}/v1`,
    headers: () => [],
    key: GATEWAY_KEY,
  },
};
