import { GATEWAY_KEY, PUBLISHED } from './installed.js';
import type { ThirdParty } from './third-party.js';

/** A mock server that repeats the last message, as its own documents configure it. */
export const mockLlm: ThirdParty = {
  id: 'mock-llm',
  packages: PUBLISHED,
  version: PUBLISHED.versionOf('@dwmkerr/mock-llm'),
  name: 'mock-llm',
  url: 'https://github.com/dwmkerr/mock-llm',
  ownSpec: null,
  specs: ['openai'],
  model: 'gpt-4o',
  endpoint: {
    upstream: null,
    start: (port) => ({
      command: process.execPath,
      args: [PUBLISHED.fileOf('@dwmkerr/mock-llm', 'dist/main.js')],
      env: { HOST: '127.0.0.1', PORT: `${port}` },
    }),
    baseUrl: (port) => `http://127.0.0.1:${port}/v1`,
    headers: () => [],
    key: GATEWAY_KEY,
  },
};
