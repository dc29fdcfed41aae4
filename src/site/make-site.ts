import { type InputError, fail, ok, type Result } from '../core/model/result.js';
import { openAll } from '../io/files/open-specs.js';
import { readRun, type RunRead } from '../io/record/read-run.js';
import { describeData, withImpact } from '../core/clients/impact.js';
import { loadClients } from '../io/files/load-clients.js';
import { fileError } from '../core/spec/source.js';
import { isInside } from '../io/files/overwritten.js';
import { makeSiteWriter, replaceSite } from '../io/files/write-site.js';
import { makeMatrix } from '../matrix/model/make-matrix.js';
import { type RunSummary, summarizeRun } from '../matrix/model/make-run.js';
import { makeShare } from '../matrix/model/share.js';
import { runPages } from '../matrix/run-pages.js';
import { sitePages } from '../matrix/site-pages.js';
import { TOOL } from '../io/files/package-files.js';

/** The input of a site. */
export interface SiteRequest {
  /** Folders of runs, or `report.json` files. */
  readonly runs: readonly string[];
  readonly out: string;
  readonly title: string;
  /** Names of the user's own specs: folders. */
  readonly specs?: readonly string[] | null | undefined;
  /** Folders of the user's own suites. */
  readonly ownSuites?: readonly string[] | undefined;
  readonly now: Date;
}

/** How much was written. */
export interface SiteWritten {
  readonly files: number;
  readonly targets: number;
  readonly runs: number;
}

/**
 * Reads runs and writes the site that shows them. Each run is read twice: once for what the pages about several runs need,
 * and again for its own pages. One run at a time is in memory as a whole, however many there are.
 */
export async function makeSite(request: SiteRequest): Promise<Result<SiteWritten>> {
  const opened = await openAll(request.specs ?? null, request.ownSuites);
  if (!opened.ok) return opened;
  const { specs, suites } = opened.value;
  const errors: InputError[] = [];
  const runs: RunSummary[] = [];
  const share = makeShare();
  const clients = loadClients();
  const dialects = new Map(specs.map(({ id, dialect }) => [id, dialect]));
  /** One set of measurements for all runs: a report without its record has those of its time, or none. */
  const withClients = (run: RunRead): RunRead =>
    clients === null || run.events !== null ? run : { ...run, report: withImpact(run.report, clients, dialects) };
  for (const path of request.runs) {
    const read = await readRun(path);
    if (read.ok) runs.push(summarizeRun(withClients(read.value), request.now, share));
    else errors.push(...read.errors);
  }
  if (errors.length > 0) return fail(errors);
  const inside = request.runs.find((path) => isInside(path, request.out));
  if (inside !== undefined)
    return fail([fileError(inside, 'It is in the folder of the site, which is replaced.', 'Name another folder.')]);
  const matrix = makeMatrix({
    title: request.title,
    runs,
    specs,
    clients: clients === null ? undefined : describeData(clients),
    suites: new Map(suites.toSorted((a, b) => a.order - b.order).map(({ id, title }) => [id, title])),
    now: request.now,
    tool: TOOL,
  });
  return replaceSite(request.out, async (temporary) => {
    const site = makeSiteWriter(temporary);
    let files = 0;
    const write = async (pages: Iterable<readonly [string, string]>): Promise<void> => {
      for (const [path, text] of pages) {
        await site.write(path, text);
        files += 1;
      }
    };
    await write(sitePages(matrix));
    for (const run of matrix.runs) {
      const again = await readRun(request.runs[run.input] ?? '');
      if (again.ok) await write(runPages(matrix, run, withClients(again.value)));
      else errors.push(...again.errors);
    }
    const finished = await site.finish();
    if (errors.length > 0) return fail(errors);
    return finished.ok ? ok({ files, targets: matrix.targets.length, runs: matrix.runs.length }) : finished;
  });
}
