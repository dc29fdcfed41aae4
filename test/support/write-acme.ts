import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The page that writes a spec for Acme, and a suite. */
export const page = readFileSync('docs/writing-a-spec.md', 'utf8');

/** Writes the files of the page into a folder: `acme` and `my-suites`. Returns their paths. */
export function writeAcme(folder: string): readonly string[] {
  const files = [...page.matchAll(/^`((?:acme|my-suites)\/[^`]+)`:\n\n```\w+\n([^]*?)^```$/gmu)];
  return files.map(([, path = '', text = '']) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return path;
  });
}
