import { readFileSync } from 'node:fs';
import type { TargetScript } from './target-script.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const NAMES: Readonly<Record<string, string>> = {
  greenpt: 'GreenPT',
  cryptgpt: 'CryptGPT',
  generalcompute: 'General Compute',
  'gpt-ge': 'api.gpt.ge',
  openai: 'OpenAI',
};

/** The reference providers: what an endpoint looks like that does exactly what the documents say. */
export const references: readonly TargetScript[] = Object.entries(NAMES).map(([id, name]) => ({
  id: `reference-${id}`,
  packages: null,
  version,
  name: `${name} reference`,
  url: null,
  ownSpec: id,
  specs: id === 'openai' ? ['openai'] : [id, 'openai'],
  model: null,
  endpoint: { reference: id },
}));
