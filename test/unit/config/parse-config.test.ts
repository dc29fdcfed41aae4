import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/core/config/config.js';
import { REPORTER_NAMES } from '../../../src/core/report/reporter-names.js';
import { readSchema } from '../../../src/io/files/package-files.js';

const schema = readSchema('config.schema.json');
const names = { specs: ['acme', 'other'], suites: ['basic', 'streaming'], reporters: REPORTER_NAMES };

const GOOD = `targets:
  - name: staging
    baseUrl: https://staging.example/v1
    model: m
    keyEnv: STAGING_KEY
    headers: { x-route: canary }
    specs: [acme]
  - name: reference
    reference: other
suites: [basic]
only: ['basic/*']
budgets: { rpm: 60, maxRequests: 100, maxTokens: 5000 }
baseline: b.yaml
reporters: [terminal, junit=out/j.xml]
out: out
failOn: must
concurrency: 2
timeout: 30
repeat: 3
`;

function complaintsOf(text: string): readonly string[] {
  const parsed = parseConfig(text, 'conformance.yaml', schema, names);
  return !parsed.ok
    ? parsed.errors.map(({ line, column, reason, suggestion }) =>
        `${line}:${column} ${reason} ${suggestion ?? ''}`.trim(),
      )
    : [];
}

describe('parseConfig', () => {
  it('reads every key', () => {
    const parsed = parseConfig(GOOD, 'conformance.yaml', schema, names);
    expect(parsed.ok && parsed.value).toMatchObject({
      targets: [{ name: 'staging', headers: { 'x-route': 'canary' }, specs: ['acme'] }, { reference: 'other' }],
      budgets: { rpm: 60, maxRequests: 100, maxTokens: 5000 },
      repeat: 3,
    });
  });

  it.each([
    [GOOD.replace('suites:', 'suits:'), '10:1 Unknown key "suits". Did you mean suites?'],
    [GOOD.replace('    model:', '    modl:'), '4:5 Unknown key "modl". Did you mean model?'],
    [GOOD.replace('rpm:', 'rpn:'), '12:12 Unknown key "rpn". Did you mean rpm?'],
    [GOOD.replace('[acme]', '[amce]'), '7:13 There is no spec "amce". Known: acme, other.'],
    [GOOD.replace('[basic]', '[basik]'), '10:10 There is no suite "basik". Did you mean basic?'],
    [GOOD.replace('[terminal', '[terminall'), '14:13 There is no reporter "terminall". Did you mean terminal?'],
    [GOOD.replace('reference: other', 'reference: othr'), '9:16 There is no spec "othr". Did you mean other?'],
    [
      GOOD.replace('    reference: other\n', ''),
      '8:5 The target reference names no endpoint. Give it baseUrl: or reference:, one of the two.',
    ],
    [
      GOOD.replace('    model: m', '    reference: acme'),
      '2:5 The target staging names two endpoints. Give it baseUrl: or reference:, one of the two.',
    ],
    [GOOD.replace('name: reference', 'name: staging'), '8:11 There are two targets staging. Rename one of them.'],
    [
      GOOD.replace('STAGING_KEY', 'sk-live-1234'),
      '5:13 `keyEnv` is "sk-live-1234", which does not have the right form. The name of the environment variable that holds the API key, never the key itself.',
    ],
    [GOOD.replace('failOn: must', 'failOn: mast'), '16:9 `failOn` cannot be "mast". Did you mean must?'],
    [
      GOOD.replace('concurrency: 2', 'concurrency: two'),
      '17:14 `concurrency` must be integer, not string. The number of concurrent cases.',
    ],
    ['targets: [', '1:11 '],
  ])('says what is wrong, at its line and column: %#', (text, complaint) => {
    expect(complaintsOf(text).join('\n')).toContain(complaint);
  });
});

describe('the published schema', () => {
  it('describes every key, for editors', () => {
    const text = readFileSync(new URL('../../../schemas/config.schema.json', import.meta.url), 'utf8');
    const { properties } = JSON.parse(text) as { properties: Record<string, { description?: string }> };
    for (const [key, { description }] of Object.entries(properties))
      expect(`${key}: ${description}`).toMatch(/: [A-Zt]/u);
    for (const name of REPORTER_NAMES) expect(properties['reporters']?.description).toContain(name);
  });
});
