import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTinyModel } from '../../../scripts/tiny-model/make-tiny-model.js';
import { GATEWAY_KEY, PUBLISHED } from './installed.js';
import type { ThirdParty } from './third-party.js';

/** llama.cpp with the small model of scripts/tiny-model, behind an HTTP server from npm. */
export const inferenceServer: ThirdParty = {
  id: 'inference-server',
  packages: PUBLISHED,
  version: PUBLISHED.versionOf('inference-server'),
  name: 'inference-server (llama.cpp)',
  url: 'https://www.npmjs.com/package/inference-server',
  ownSpec: null,
  specs: ['openai'],
  model: 'tiny',
  endpoint: {
    upstream: null,
    start: (port) => {
      const model = join(PUBLISHED.installed, 'tiny-model.gguf');
      writeFileSync(model, makeTinyModel());
      const script = 'test/third-party/launch/inference-server.mjs';
      return {
        command: process.execPath,
        args: ['test/third-party/launch/supervise.mjs', `${port}`, script, PUBLISHED.installed, model],
        env: {},
      };
    },
    baseUrl: (port) => `http://127.0.0.1:${port}/openai/v1`,
    headers: () => [],
    key: GATEWAY_KEY,
  },
};
