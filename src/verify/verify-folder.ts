import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { InputError } from '../core/model/input-error.js';
import type { Verification } from '../core/report/verification.js';
import { releasedVersions } from '../core/report/verify-record.js';
import { verifyRun } from '../core/report/verify-run.js';
import { fileError } from '../core/spec/source.js';
import { loadSpecs } from '../io/files/load-specs.js';
import { loadSuites } from '../io/files/load-suites.js';
import { PACKAGE_FOLDER, TOOL } from '../io/files/package-files.js';
import { readEvents } from '../io/record/read-events.js';
import { readReport } from '../io/record/read-run.js';
import { readFolder } from '../io/files/read-folder.js';

const CHANGELOG = join(PACKAGE_FOLDER, 'CHANGELOG.md');

/** Verifies the report of a run's folder, or of the folder in which a `report.json` stands. */
export async function verifyFolder(
  path: string,
  now: Date,
): Promise<Verification | { readonly errors: readonly InputError[] }> {
  if (!existsSync(path)) return { errors: [fileError(path, 'There is nothing here.')] };
  const folder = (await stat(path)).isFile() ? dirname(path) : path;
  const errors: InputError[] = [];
  const files = readFolder(folder, errors);
  const [report, read, { specs, errors: specErrors }, { suites, errors: suiteErrors }] = await Promise.all([
    readReport(join(folder, 'report.json')),
    readEvents(join(folder, 'results.ndjson')),
    loadSpecs(),
    loadSuites(),
  ]);
  errors.push(...specErrors, ...suiteErrors);
  if ('reason' in report) errors.push(report);
  if ('reason' in read) errors.push(read);
  if ('reason' in report || 'reason' in read || errors.length > 0) return { errors };
  const changelog = existsSync(CHANGELOG) ? await readFile(CHANGELOG, 'utf8') : '';
  return verifyRun({
    report,
    events: read.events,
    torn: read.torn,
    files,
    specs,
    suites,
    tool: { ...TOOL, released: releasedVersions(changelog) },
    now,
  });
}
