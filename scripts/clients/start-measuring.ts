import { execFile, fork } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClientTask } from '../../src/core/clients/measured-client.js';
import { install } from '../../test/third-party/install.js';
import { LockedPackages } from '../../test/third-party/servers/installed.js';
import type { ClientScript } from './clients.js';

/** The measured client libraries, as the lock file now pins them. */
export const clientPackages = (): LockedPackages => new LockedPackages('scripts/clients');

/** The version of Node that runs them: most of them need a newer one than this package. */
export const CLIENT_NODE = '22.22.3';

/** To the process that measures one client. */
export interface MeasureRequest {
  /** The path of its driver. */
  readonly driver: string;
  readonly dialect: string;
  /** Ids of faults; null for all. */
  readonly faults: readonly string[] | null;
}

/** From that process. */
export type MeasureReply =
  | { readonly failure: string }
  | {
      readonly tasks: readonly ClientTask[];
      /** JSON of what each task returned with the faithful provider. */
      readonly faithful: Readonly<Record<string, string>>;
      /** By fault and task, as the files of `clients/` write them; without the tasks that do not use the fault. */
      readonly faults: Readonly<Record<string, Readonly<Record<string, string>>>>;
    };

/** Installs the client libraries outside of the checkout. Returns the path of the Node that runs them. */
export async function installClients(): Promise<string> {
  const packages = clientPackages();
  await install(packages);
  // A driver finds the packages next to it.
  cpSync(join(packages.folder, 'drivers'), join(packages.installed, 'drivers'), { recursive: true });
  const { stdout } = await promisify(execFile)('npx', ['-y', `node@${CLIENT_NODE}`, '-p', 'process.execPath'], {
    shell: process.platform === 'win32',
  });
  return stdout.trim();
}

/**
 * Measures a client in a separate process, by the compiled `measure-process.js`.
 * @param faults ids of faults; null for all of its dialect
 */
export function startMeasuring(
  node: string,
  { driver, dialect }: ClientScript,
  faults: readonly string[] | null,
): Promise<Exclude<MeasureReply, { readonly failure: string }>> {
  const request: MeasureRequest = {
    driver: join(clientPackages().installed, 'drivers', `${driver}.mjs`),
    dialect,
    faults,
  };
  return new Promise((resolve, reject) => {
    const child = fork('.scripts/scripts/clients/measure-process.js', {
      execPath: node,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`Measuring ${driver} ended with ${status}`)));
    child.once('message', (message) => {
      const reply = message as MeasureReply;
      if ('failure' in reply) reject(new Error(`${driver}: ${reply.failure}`));
      else resolve(reply);
    });
    child.send(request);
  });
}
