import { GATEWAY_KEY, TESTED } from './installed.js';
import type { ThirdParty } from './third-party.js';

/** A mock server that answers from fixtures and takes one key. */
export const aimock: ThirdParty = {
  id: 'aimock',
  packages: TESTED,
  version: TESTED.versionOf('@copilotkit/aimock'),
  name: 'aimock',
  url: 'https://github.com/CopilotKit/aimock',
  ownSpec: null,
  specs: ['openai'],
  model: 'gpt-4o',
  endpoint: {
    upstream: null,
    start: (port) => ({
      command: process.execPath,
      args: [
        TESTED.fileOf('@copilotkit/aimock', 'dist/cli.js'),
        '--port',
        `${port}`,
        '--fixtures',
        'test/third-party/fixtures/aimock.json',
        '--log-level',
        'silent',
      ],
      env: { AIMOCK_API_KEYS: GATEWAY_KEY },
    }),
    baseUrl: (port) => `http://127.0.0.1:${port}/v1`,
    headers: () => [],
    key: GATEWAY_KEY,
  },
};
