// npm run site [-- OUT]: verifies every report under reports/<target>/<version> and builds the site of all of them.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { conformance } from './command.js';

const folders: string[] = [];
for (const target of (await readdir('reports', { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
  const inside = await readdir(join('reports', target.name), { withFileTypes: true });
  for (const version of inside.filter((entry) => entry.isDirectory())) {
    const folder = join('reports', target.name, version.name);
    if (existsSync(join(folder, 'results.ndjson'))) folders.push(folder);
  }
}
folders.sort();
const verified = await conformance(['verify', '--accept-build', ...folders]);
process.exitCode =
  verified === 0 ? await conformance(['matrix', ...folders, '--out', process.argv[2] ?? 'site']) : verified;
