// npm run clients [-- DRIVER…]: measures every client, or the named ones, writes clients/ and prints what changed.
// With --missing, it measures only faults without an outcome, and removes those that no longer exist.
// With --newest, it first moves package.json and its lock file to the newest versions on npm.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clients, type ClientScript } from './clients.js';
import { describeChanges, findBefore } from './describe-changes.js';
import { moveVersions } from './move-versions.js';
import { raiseFaults } from './raise-faults.js';
import { faultsOf } from '../../src/reference/index.js';
import { CLIENT_NODE, clientPackages, installClients, startMeasuring } from './start-measuring.js';
import { writeClientFile, type ClientFile } from './write-client-file.js';

const FOLDER = 'clients';
const FAULTS = 'faults.json';

/** How many clients are measured at the same time. */
const AT_ONCE = 2;

const versionOf = ({ client, installedAs = client }: ClientScript): string => clientPackages().versionOf(installedAs);
const fileOf = (script: ClientScript): string => `${script.client.replace('/', '+')}@${versionOf(script)}.json`;

/** @param known the outcomes to keep; only other faults are measured */
async function measureClient(node: string, script: ClientScript, known: ClientFile['faults']): Promise<ClientFile> {
  process.stderr.write(`${script.client} ${versionOf(script)}\n`);
  const catalogue = faultsOf(script.dialect).map(({ id }) => id);
  const wanted = catalogue.filter((id) => !Object.hasOwn(known, id));
  const { tasks, faithful, faults: measured } = await startMeasuring(node, script, wanted);
  const faults = Object.fromEntries(catalogue.flatMap((id) => {
    const outcomes = measured[id] ?? known[id];
    return outcomes === undefined ? [] : [[id, outcomes]];
  }));
  for (const [task, result] of Object.entries(faithful))
    if (!result.startsWith('{"value":')) process.stderr.write(`${script.driver} fails in ${task}: ${result}\n`);
  const versions = script.with.map((name) => [name, clientPackages().versionOf(name)]);
  return {
    client: script.client,
    version: versionOf(script),
    with: Object.fromEntries([...versions, ['node', CLIENT_NODE]]),
    dialect: script.dialect,
    measured: new Date().toISOString().slice(0, 10),
    tasks,
    faults,
  };
}

async function update(script: ClientScript, after: ClientFile, files: readonly ClientFile[]): Promise<void> {
  const before = findBefore(files, after);
  const changes = before === null ? [] : describeChanges(before, after);
  for (const line of changes) process.stdout.write(`${line}\n`);
  // A measurement with the same outcomes keeps its date.
  const measured =
    changes.length === 0 && before?.version === after.version ? before.measured : after.measured;
  await writeFile(join(FOLDER, fileOf(script)), writeClientFile({ ...after, measured }));
}

async function readFiles(): Promise<readonly ClientFile[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.json') && name !== FAULTS).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(FOLDER, name), 'utf8')) as ClientFile));
}

async function main(wanted: readonly string[]): Promise<void> {
  const node = await installClients();
  await mkdir(FOLDER, { recursive: true });
  const files = await readFiles();
  const left = clients.filter(({ driver }) => wanted.length === 0 || wanted.includes(driver)).values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const script of left) {
        const same = files.find(({ client, version }) => client === script.client && version === versionOf(script));
        await update(script, await measureClient(node, script, (missing ? same?.faults : undefined) ?? {}), files);
      }
    }),
  );
  if (wanted.length === 0) {
    const current = new Set([FAULTS, ...clients.map(fileOf)]);
    for (const name of await readdir(FOLDER)) if (!current.has(name)) await rm(join(FOLDER, name));
  }
  if (wanted.length === 0 || wanted.includes('faults')) {
    const known = missing ? JSON.parse(await readFile(join(FOLDER, FAULTS), 'utf8')) : {};
    await writeFile(join(FOLDER, FAULTS), await raiseFaults(known as Parameters<typeof raiseFaults>[0]));
  }
}

const newest = process.argv.includes('--newest');
const missing = process.argv.includes('--missing');
const named = process.argv.slice(2).filter((name) => !name.startsWith('--'));
const known = ['faults', ...clients.map(({ driver }) => driver)];
const unknown = named.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no client ${unknown.join(', ')}; there are ${known.join(', ')}.\n`);
  process.exitCode = 2;
} else {
  if (newest) await moveVersions();
  await main(named);
}
