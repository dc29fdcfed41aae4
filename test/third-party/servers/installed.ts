import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LOCK = readFileSync('test/third-party/package-lock.json', 'utf8');

/** The folder in which the servers of this lock file are installed. A changed lock file gets another folder. */
export const INSTALLED = join(
  tmpdir(),
  `conformance-third-party-${createHash('sha256').update(LOCK).digest('hex').slice(0, 16)}`,
);

/** The key that every server here accepts: the key of the reference provider behind the gateway. */
export const GATEWAY_KEY = 'sk-conformance-reference';

/** The locked version of a server. */
export function versionOf(folder: string): string {
  const lock = JSON.parse(LOCK) as { readonly packages: Readonly<Record<string, { readonly version?: string }>> };
  const version = lock.packages[`node_modules/${folder}`]?.version;
  if (version === undefined) throw new Error(`${folder} is not in the lock file`);
  return version;
}

/** The file of a server that Node runs. */
export function scriptOf(folder: string, file: string): string {
  return join(INSTALLED, 'node_modules', folder, file);
}
