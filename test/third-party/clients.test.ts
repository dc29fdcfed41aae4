import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { clients } from '../../scripts/clients/clients.js';
import { clientPackages, installClients, startMeasuring } from '../../scripts/clients/start-measuring.js';
import type { ClientFile } from '../../scripts/clients/write-client-file.js';
import { faultsOf } from '../../src/reference/index.js';
import { hash } from '../../src/reference/model.js';

/** How many faults of each client are measured again. */
const SAMPLE = 12;

/** What every client reads from the faithful reference provider. */
const FAITHFUL: Readonly<Record<string, readonly string[]>> = {
  answer: ['"text":"First line.\\nSecond line — “größer” 日本 😀, done."', '"finish":"'],
  stream: ['"text":"First line.\\nSecond line — “größer” 日本 😀, done."', '"finish":"'],
  'tool-round-trip': ['["get_weather",{"city":"Paris"}]', '"The tool says: 18 degrees"'],
  'streamed-tool-call': ['["get_weather",{"city":"Paris"}]', '"ids":"distinct"'],
  'parallel-calls': ['["get_weather",{"city":"Paris"}]', '["get_weather",{"city":"Rome"}]', '"ids":"distinct"'],
  'structured-output': ['{"name":"text","capital":true,"population":1}'],
  usage: ['"input":', '"output":18'],
  error: ['"status":401', '"status":404', '"readable":true'],
  'error-in-stream': ['"text":"First', '"message":"'],
};

let node = '';
beforeAll(async () => {
  node = await installClients();
  await promisify(execFile)(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'scripts']);
}, 300_000);

describe.each(clients.map((client) => [client.driver, client] as const))('%s', (_, client) => {
  const name = client.installedAs ?? client.client;
  const read = (): ClientFile => {
    const file = `clients/${client.client.replace('/', '+')}@${clientPackages().versionOf(name)}.json`;
    return JSON.parse(readFileSync(file, 'utf8')) as ClientFile;
  };

  it('works with the faithful reference provider, and has the measured outcomes', { timeout: 120_000 }, async () => {
    const { faults, tasks } = read();
    const catalogue = new Set(faultsOf(client.dialect).map(({ id }) => id));
    const sample = Object.keys(faults)
      .filter((id) => catalogue.has(id))
      .toSorted((a, b) => (hash(`${name} ${a}`) < hash(`${name} ${b}`) ? -1 : 1))
      .slice(0, SAMPLE);
    const measured = await startMeasuring(node, client, sample);
    expect(measured.tasks).toEqual(tasks);
    for (const task of tasks) {
      const missing = (FAITHFUL[task] ?? []).filter((text) => !measured.faithful[task]?.includes(text));
      expect(missing, `${task}: ${measured.faithful[task]}`).toEqual([]);
    }
    expect(measured.faults).toEqual(Object.fromEntries(sample.map((id) => [id, faults[id]])));
  });
});
