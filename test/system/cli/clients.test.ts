import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadClients } from '../../../src/io/files/load-clients.js';
import { findFaults } from '../../../src/reference/index.js';
import { REFERENCE_KEY, serveReference, type Served } from '../../../src/reference/serve.js';
import { valueOf } from '../../support/result.js';
import { specOf } from '../../support/specs-and-suites.js';
import { conformance } from '../e2e/support/conformance.js';
import { emptyFolderOfSuite, readReport } from '../e2e/support/out-folder.js';

const measured = loadClients()?.clients ?? [];

describe('list clients', () => {
  it('has every measured client with its version, API family and date', async () => {
    const { status, stdout } = await conformance(['list', 'clients', '--json']);
    const rows = JSON.parse(stdout) as readonly Record<string, unknown>[];
    expect(status).toBe(0);
    expect(rows.length).toBeGreaterThanOrEqual(8);
    expect(rows.map(({ client, version }) => `${String(client)}@${String(version)}`)).toEqual(
      measured.map(({ client, version }) => `${client}@${version}`),
    );
    for (const row of rows) expect(row['measured']).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
  });

  it('has those of the API families of some specs', async () => {
    const { stdout } = await conformance(['list', 'clients', '--json', '--spec', 'anthropic']);
    const rows = JSON.parse(stdout) as readonly { readonly dialect: string }[];
    expect(new Set(rows.map(({ dialect }) => dialect))).toEqual(new Set(['anthropic-messages']));
  });
});

describe('run --client', () => {
  const folder = emptyFolderOfSuite();
  let served: Served;
  beforeAll(async () => {
    // The official client fails to read the calls; that of LangChain does not.
    const faults = valueOf(findFaults(['workersai-missing-choice-index']));
    served = await serveReference({ spec: specOf('openai'), faults });
  });
  afterAll(() => served.close());

  const run = (...flags: readonly string[]) => {
    const endpoint = ['--base-url', served.baseUrl, '--spec', 'openai', '--model', 'gpt-5.4'];
    const cases = ['--only', 'streaming/minimal', 'tools/auto-streamed', '--max-inconclusive', '100'];
    return conformance(['run', ...endpoint, '--out', folder, ...cases, ...flags], {
      CONFORMANCE_API_KEY: REFERENCE_KEY,
    });
  };

  it.each([
    ['openai', 1, '1 finding breaks openai (1 must)'],
    ['openai@6,@langchain/openai', 1, '1 finding breaks openai@6 or @langchain/openai (1 must)'],
    ['@langchain/openai', 0, 'No finding breaks @langchain/openai, 1 leaves it intact'],
  ])('%s ends with status %i, as the last line says', async (client, status, line) => {
    const ended = await run('--client', client);
    expect([ended.status, ended.stdout.replaceAll(/\s+/gu, ' ')]).toEqual([status, expect.stringContaining(line)]);
  });

  it('records what was measured, whatever fails the run', async () => {
    await run('--client', '@langchain/openai');
    const report = readReport(folder);
    expect(report.clients?.measured.length).toBe(measured.length);
    const [finding] = report.findings;
    const effects = new Map(finding?.impact?.clients.map(({ client, effect }) => [client, effect]));
    expect(finding?.level).toBe('must');
    expect([effects.get('openai'), effects.get('@langchain/openai')]).toEqual(['breaks', 'works']);
    expect((await conformance(['verify', '--accept-build', folder])).stderr).not.toContain('report.json is not what');
    expect((await conformance(['show', folder, '1'])).stdout).toContain(
      'Clients, measured with the reference provider',
    );
  });

  it.each([
    ['opnai', 'No client "opnai" was measured. Did you mean openai? Measured: '],
    ['@anthropic-ai/sdk', '@anthropic-ai/sdk: measured with another API family than that of openai.'],
  ])('%s is an error before anything is sent', async (client, reason) => {
    const { status, stderr } = await run('--client', client);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });
});

it('explain CHECK says which clients its faults break', async () => {
  const { stdout } = await conformance(['explain', 'tool-call-index']);
  expect(stdout.replaceAll(/\s+/gu, ' ')).toMatch(/Clients, measured .* openai@\S+ breaks with \d+ of \d+ faults?/u);
});
