import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientData } from '../../core/clients/impact.js';
import { parseMeasuredClient, parseRaisedFaults } from '../../core/clients/parse-clients.js';
import type { Json, JsonObject } from '../../core/model/json.js';
import { COMPILED, digestFiles, readCompiled } from './compiled.js';
import { PACKAGE_FOLDER } from './package-files.js';

/** The measurements with client libraries, in the repository. */
export const CLIENTS_FOLDER = join(PACKAGE_FOLDER, 'clients');

/** The compiled file with all measurements. */
export const CLIENTS_FILE = 'clients.json';

/** The file with the divergences that each fault raises. */
const FAULTS_FILE = 'faults.json';

/** The measurements as the build puts them in one file. */
interface CompiledClients {
  readonly sha256: string;
  readonly clients: readonly Json[];
  readonly faults: Json;
}

let loaded: ClientData | null | undefined;

/** The measurements that the build compiled, else those of the repository; null if there are none. Read once. */
export function loadClients(): ClientData | null {
  // The output of the build is as trusted as the code of the build.
  loaded ??= parseClients(
    (readCompiled(COMPILED, CLIENTS_FILE) as CompiledClients | null) ?? readClients(CLIENTS_FOLDER),
  );
  return loaded;
}

/** The measurements in the files. */
export function parseClients(files: CompiledClients | null): ClientData | null {
  if (files === null) return null;
  const { sha256, clients, faults } = files;
  return { sha256, clients: clients.map(parseMeasuredClient), raised: parseRaisedFaults(faults) };
}

/** Reads the files of the folder, in the order of client and version; null if there are none. */
export function readClients(folder: string): CompiledClients | null {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const texts = new Map(
    names
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  const faults = texts.get(FAULTS_FILE);
  if (faults === undefined) return null;
  const clients = [...texts].filter(([name]) => name !== FAULTS_FILE).map(([, text]) => JSON.parse(text) as JsonObject);
  return { sha256: digestFiles(texts), clients, faults: JSON.parse(faults) as Json };
}
