import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { RunEvent } from '../../core/model/event.js';
import type { Json } from '../../core/model/json.js';
import type { Report } from '../../core/model/report.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { RunInput, TargetAbout } from '../../core/model/run-input.js';
import { withFindings } from '../../core/report/findings/make-findings.js';
import { makeReport } from '../../core/report/make-report.js';
import { isDeep } from '../../core/wire/json.js';
import { fileError } from '../../core/spec/source.js';
import { loadClients } from '../files/load-clients.js';
import { isRegularFile, LARGEST_CAPTURE, readText } from '../files/read-file.js';
import { schemaValidator } from '../files/schema-validator.js';
import { readEvents } from './read-events.js';
import { RESULTS_FILE } from './record.js';

/** A run's folder, read. */
export interface RunRead extends RunInput {
  /** Null when the folder has no record. They are large: keep those of one run at a time. */
  readonly events: readonly RunEvent[] | null;
}

/**
 * Reads the folder of a run (`--out` of `conformance run`), or the folder of a `report.json`. The report is made again
 * from `results.ndjson` if that file is there. `target.json`, when it is there, describes the target.
 */
export async function readRun(path: string): Promise<Result<RunRead>> {
  const folder = existsSync(path) && statSync(path).isFile() ? dirname(path) : path;
  const name = basename(resolve(folder));
  const about = await readAbout(join(folder, 'target.json'));
  if (!about.ok) return about;
  const record = join(folder, RESULTS_FILE);
  if (!existsSync(record)) {
    const report = await readReport(basename(path).endsWith('.json') ? path : join(folder, 'report.json'));
    if (!report.ok) return report;
    return ok({
      folder: name,
      report: report.value,
      cases: [],
      about: about.value,
      events: null,
    });
  }
  const read = await readEvents(record);
  if (!read.ok) return read;
  const { events } = read.value;
  const report = makeReport(events, loadClients());
  if (report === null) return refuse(record, 'It does not begin with the event of a run.');
  return ok({
    folder: name,
    report,
    cases: events.flatMap((event) => (event.type === 'plan' ? event.cases : [])),
    about: about.value,
    events,
  });
}

/** Reads a `report.json` and validates it by its schema. */
export async function readReport(file: string): Promise<Result<Report>> {
  const read = await readValid<Report>(file, 'report.schema.json');
  return read.ok ? ok(withFindings(read.value)) : read;
}

/** Reads a `target.json` and validates it by its schema; null if there is none. */
export async function readAbout(file: string): Promise<Result<TargetAbout | null>> {
  return existsSync(file) ? readValid<TargetAbout>(file, 'target.schema.json') : ok(null);
}

async function readValid<T>(file: string, schema: string): Promise<Result<T>> {
  if (existsSync(file) && !isRegularFile(file)) return refuse(file, 'It is no file but a folder, a pipe or a device.');
  const text = await readText(file, LARGEST_CAPTURE);
  if (!text.ok) return refuse(file, `It cannot be read: ${text.errors}.`);
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch {
    return refuse(file, 'It is not JSON.');
  }
  if (isDeep(value as Json)) return refuse(file, 'It is nested deeper than anything of ours.');
  const validate = schemaValidator<T>(schema);
  if (validate(value)) return ok(value);
  const error = validate.errors?.[0];
  return refuse(file, `${error?.instancePath === '' ? 'It' : error?.instancePath} ${error?.message}, by ${schema}.`);
}

function refuse(file: string, reason: string): Result<never> {
  return fail([fileError(file, reason, 'The folder of a run is the one that --out named.')]);
}
