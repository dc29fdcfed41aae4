import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { RunEvent } from '../../core/model/event.js';
import type { InputError } from '../../core/model/input-error.js';
import type { Json } from '../../core/model/json.js';
import type { Report } from '../../core/model/report.js';
import { makeReport } from '../../core/report/make-report.js';
import { withFindings } from '../../core/report/findings/with-findings.js';
import { isDeep } from '../../core/wire/json-depth.js';
import type { RunInput, TargetAbout } from '../../matrix/model/run-input.js';
import { readEvents } from './read-events.js';
import { readSchema } from '../files/package-files.js';
import { describeSystemError } from '../files/system-error.js';

/** A run's folder, read. */
export interface RunRead extends RunInput {
  readonly folder: string;
  /** Reads the events once more; null where the folder has none. They are large: nobody keeps those of all runs. */
  readonly events: () => Promise<readonly RunEvent[] | null>;
}

/**
 * Reads the folder of a run (`--out` of `conformance run`), or that in which a `report.json` stands. The report is made
 * anew from `results.ndjson` where that is there. `target.json`, where it is there, says what the target is.
 */
export async function readRun(path: string): Promise<RunRead | InputError> {
  const folder = existsSync(path) && statSync(path).isFile() ? dirname(path) : path;
  const record = join(folder, 'results.ndjson');
  const about = await readAbout(join(folder, 'target.json'));
  if (about !== null && 'reason' in about) return about;
  if (!existsSync(record)) {
    const report = await readReport(basename(path).endsWith('.json') ? path : join(folder, 'report.json'));
    return 'reason' in report ? report : { folder, report, cases: [], about, events: () => Promise.resolve(null) };
  }
  const read = await readEvents(record);
  if (!('events' in read)) return read;
  const report = makeReport(read.events);
  if (report === null) return fails(record, 'It does not begin with the event of a run.');
  return {
    folder,
    report,
    cases: read.events.flatMap((event) => (event.type === 'plan' ? event.cases : [])),
    about,
    events: async () => {
      const again = await readEvents(record);
      return 'events' in again ? again.events : null;
    },
  };
}

/** Reads a `report.json` and holds it to its schema. */
export async function readReport(file: string): Promise<Report | InputError> {
  const value = await readChecked(file, 'report.schema.json');
  return isFileError(value) ? value : withFindings(value.value as Report);
}

async function readAbout(file: string): Promise<TargetAbout | null | InputError> {
  if (!existsSync(file)) return null;
  const value = await readChecked(file, 'target.schema.json');
  return isFileError(value) ? value : (value.value as TargetAbout);
}

async function readChecked(file: string, schema: string): Promise<{ readonly value: unknown } | InputError> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return fails(file, `It cannot be read: ${describeSystemError(error)}.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fails(file, 'It is not JSON.');
  }
  if (isDeep(value as Json)) return fails(file, 'It is nested deeper than anything of ours.');
  const validate = await validator(schema);
  if (validate(value)) return { value };
  const error = validate.errors?.[0];
  return fails(file, `${error?.instancePath === '' ? 'It' : error?.instancePath} ${error?.message}, by ${schema}.`);
}

const compiled = new Map<string, ValidateFunction>();

async function validator(name: string): Promise<ValidateFunction> {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(await readSchema(name));
  compiled.set(name, validate);
  return validate;
}

const isFileError = (value: { readonly value: unknown } | InputError): value is InputError => 'reason' in value;

function fails(file: string, reason: string): InputError {
  return {
    file,
    line: null,
    column: null,
    reason,
    suggestion: 'A run leaves its folder where its --out pointed.',
  };
}
