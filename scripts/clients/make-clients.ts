// npm run clients [-- DRIVER…]: measures every client, or the named ones, and writes clients/.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clients, type ClientScript } from './clients.js';
import { raiseFaults } from './raise-faults.js';
import { CLIENT_NODE, CLIENT_PACKAGES, installClients, startMeasuring } from './start-measuring.js';
import { writeClientFile, type ClientFile } from './write-client-file.js';

const FOLDER = 'clients';
const FAULTS = 'faults.json';

/** How many clients are measured at the same time. */
const AT_ONCE = 2;

const versionOf = ({ client, installedAs = client }: ClientScript): string => CLIENT_PACKAGES.versionOf(installedAs);
const fileOf = (script: ClientScript): string => `${script.client.replace('/', '+')}@${versionOf(script)}.json`;

async function measureClient(node: string, script: ClientScript): Promise<void> {
  process.stderr.write(`${script.client} ${versionOf(script)}\n`);
  const { tasks, faithful, faults } = await startMeasuring(node, script, null);
  for (const [task, result] of Object.entries(faithful))
    if (!result.startsWith('{"value":')) process.stderr.write(`${script.driver} fails in ${task}: ${result}\n`);
  const measured: ClientFile = {
    client: script.client,
    version: versionOf(script),
    with: Object.fromEntries([
      ...script.with.map((name) => [name, CLIENT_PACKAGES.versionOf(name)]),
      ['node', CLIENT_NODE],
    ]),
    dialect: script.dialect,
    measured: new Date().toISOString().slice(0, 10),
    tasks,
    faults,
  };
  const file = join(FOLDER, fileOf(script));
  const before = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as ClientFile) : null;
  // A measurement with the same outcomes keeps its date.
  const unchanged =
    before !== null && writeClientFile({ ...measured, measured: before.measured }) === writeClientFile(before);
  if (!unchanged) await writeFile(file, writeClientFile(measured));
}

async function main(wanted: readonly string[]): Promise<void> {
  const node = await installClients();
  await mkdir(FOLDER, { recursive: true });
  const left = clients.filter(({ driver }) => wanted.length === 0 || wanted.includes(driver)).values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const script of left) await measureClient(node, script);
    }),
  );
  if (wanted.length === 0) {
    const current = new Set([FAULTS, 'README.md', ...clients.map(fileOf)]);
    for (const name of await readdir(FOLDER)) if (!current.has(name)) await rm(join(FOLDER, name));
  }
  if (wanted.length === 0 || wanted.includes('faults')) await writeFile(join(FOLDER, FAULTS), await raiseFaults());
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => name !== 'faults' && !clients.some(({ driver }) => driver === name));
if (unknown.length > 0) {
  const known = ['faults', ...clients.map(({ driver }) => driver)];
  process.stderr.write(`There is no client ${unknown.join(', ')}; there are ${known.join(', ')}.\n`);
  process.exitCode = 2;
} else await main(named);
