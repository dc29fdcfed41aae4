import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type InputError, fail, ok, type Result } from '../core/model/result.js';
import { verifyRun } from '../core/report/verify-run.js';
import type { Verification } from '../core/report/verification.js';
import { recomputeReport, releasedVersions } from '../core/report/verify-record.js';
import { fileError } from '../core/spec/source.js';
import { DEFAULT_RETRY } from '../io/http/send-attempts.js';
import { openAll } from '../io/files/open-specs.js';
import { isFolderName } from '../core/spec/pick-specs.js';
import { PACKAGE_FOLDER, TOOL } from '../io/files/package-files.js';
import { readEvents } from '../io/record/read-events.js';
import { rewrittenPlace } from './rewritten-place.js';
import { unknownMembers } from '../io/record/unknown-members.js';
import { readAbout, readReport } from '../io/record/read-run.js';
import { readReportFolder } from '../io/files/read-folder.js';
import type { RunEvent } from '../core/model/event.js';
import type { ClientData } from '../core/clients/impact.js';
import type { Report } from '../core/model/report.js';
import { loadClients } from '../io/files/load-clients.js';
import { quickChoiceOf } from './quick-choice.js';
import { deriveFiles } from '../run/derive-files.js';

const CHANGELOG = join(PACKAGE_FOLDER, 'CHANGELOG.md');

/** What a report is verified with. */
export interface VerifyOptions {
  /** Whether a report of this build is accepted although the build is not a release. */
  readonly acceptsBuild?: boolean | undefined;
  /** The user's specs that the run was judged by, in addition to those of the package: folders. */
  readonly specs?: readonly string[] | null | undefined;
  /** Folders of the user's suites. */
  readonly ownSuites?: readonly string[] | undefined;
}

/** Verifies the report of a run's folder, or of the folder of a `report.json`. */
export async function verifyFolder(
  path: string,
  now: Date,
  { acceptsBuild, specs: names = null, ownSuites }: VerifyOptions = {},
): Promise<Result<Verification>> {
  if (!existsSync(path)) return fail([fileError(path, 'There is nothing here.')]);
  const folder = (await stat(path)).isFile() ? dirname(path) : path;
  const errors: InputError[] = [];
  const { files, unread } = readReportFolder(folder, errors);
  const [report, read, about] = await Promise.all([
    readReport(join(folder, 'report.json')),
    readEvents(join(folder, 'results.ndjson')),
    readAbout(join(folder, 'target.json')),
  ]);
  const opened = await openAll(names, ownSuites, read.ok ? specsOf(read.value.events, names ?? []) : []);
  for (const each of [report, read, about, opened]) if (!each.ok) errors.push(...each.errors);
  if (!report.ok || !read.ok || !opened.ok || errors.length > 0) return fail(errors);
  const changelog = existsSync(CHANGELOG) ? await readFile(CHANGELOG, 'utf8') : '';
  const clients = loadClients();
  try {
    const verification = verifyRun({
      report: report.value,
      events: read.value.events,
      torn: read.value.torn,
      unknown: unknownMembers(read.value.events),
      rewritten: rewrittenPlace(files, read.value.events),
      files,
      unread,
      derive: () => deriveAll(report.value, read.value.events, clients),
      specs: opened.value.specs,
      suites: opened.value.suites,
      clients,
      tool: { ...TOOL, released: releasedVersions(changelog) },
      quickChoice: await quickChoiceOf(read.value.events, opened.value.specs, ownSuites),
      mostAttempts: DEFAULT_RETRY.waits.length + 1,
      now,
      acceptsBuild,
    });
    return ok(verification);
  } catch (error) {
    // A forged record may hold what no check expects: the other reports are verified all the same.
    const reason = error instanceof Error ? error.message : String(error);
    return fail([fileError(folder, `It cannot be recomputed: ${reason}.`)]);
  }
}

/** The ids of the specs of a run, and of those that the user names. */
function specsOf(events: readonly RunEvent[], named: readonly string[]): readonly string[] {
  const ran = events.flatMap((event) => (event.type === 'run' ? event.specs.map(({ id }) => id) : []));
  return [...new Set([...ran, ...named.filter((name) => !isFolderName(name))])];
}

/** The files that follow from the events; null if they are not the events of a run. */
function deriveAll(
  stated: Report,
  events: readonly RunEvent[],
  clients: ClientData | null,
): ReadonlyMap<string, string> | null {
  const report = recomputeReport(stated, events, clients);
  return report === null ? null : deriveFiles(report, events);
}
