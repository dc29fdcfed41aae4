import { createHash } from 'node:crypto';

/** SHA-256 over texts and their names, in hex, whatever their order. */
export function digestFiles(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${text.length}\0${text}\0`);
  }
  return hash.digest('hex');
}
