import { readFileSync } from 'node:fs';

/** Where `npm ci --prefix test/third-party` puts them, from the top of the repository. */
const MODULES = 'test/third-party/node_modules';

/** The key that every server here takes: that of the reference provider, which stands behind the gateway. */
export const GATEWAY_KEY = 'sk-conformance-reference';

/** The version of a server, as the lock has it, whether it is installed yet or not. */
export function versionOf(folder: string): string {
  const lock = JSON.parse(readFileSync('test/third-party/package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  const version = lock.packages[`node_modules/${folder}`]?.version;
  if (version === undefined) throw new Error(`There is no ${folder} in the lock`);
  return version;
}

/** The file of a server that Node runs. */
export function scriptOf(folder: string, file: string): string {
  return `${MODULES}/${folder}/${file}`;
}
