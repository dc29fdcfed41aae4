import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Packages from npm that a lock file pins. */
export class LockedPackages {
  /** The folder of package.json and package-lock.json. */
  readonly folder: string;
  readonly #lock: string;

  constructor(folder: string) {
    this.folder = folder;
    this.#lock = readFileSync(`${folder}/package-lock.json`, 'utf8');
  }

  /** The folder in which they are installed. A changed lock file gets another folder. */
  get installed(): string {
    const hash = createHash('sha256').update(this.#lock).digest('hex').slice(0, 16);
    return join(tmpdir(), `conformance-third-party-${hash}`);
  }

  /** The locked version of a package. */
  versionOf(name: string): string {
    const lock = JSON.parse(this.#lock) as {
      readonly packages: Readonly<Record<string, { readonly version?: string }>>;
    };
    const version = lock.packages[`node_modules/${name}`]?.version;
    if (version === undefined) throw new Error(`${name} is not in the lock file of ${this.folder}`);
    return version;
  }

  /** A file of an installed package. */
  fileOf(name: string, file: string): string {
    return join(this.installed, 'node_modules', name, file);
  }
}

/** The servers that the tests start. */
export const TESTED = new LockedPackages('test/third-party');

/** Larger servers, for the published reports only. */
export const PUBLISHED = new LockedPackages('test/third-party/published');

/** The key that every server here accepts: the key of the reference provider behind the gateway. */
export const GATEWAY_KEY = 'sk-conformance-reference';
