import type { InputError } from '../core/model/input-error.js';
import { loadSpecs } from '../io/files/load-specs.js';
import { loadSuites } from '../io/files/load-suites.js';
import { readRun, type RunRead } from '../io/record/read-run.js';
import { clearSite, makeSiteWriter } from '../io/files/write-site.js';
import { evidencePages } from '../matrix/evidence-pages.js';
import { makeMatrix } from '../matrix/model/make-matrix.js';
import { sitePages } from '../matrix/site-pages.js';
import { TOOL } from '../io/files/package-files.js';

/** What a site is made of. */
export interface SiteRequest {
  /** Folders of runs, or `report.json` files. */
  readonly runs: readonly string[];
  readonly out: string;
  readonly title: string;
  readonly now: Date;
}

/**
 * Reads runs and writes the site that shows them.
 * @returns how many files were written, or what stood in the way.
 */
export async function makeSite(
  request: SiteRequest,
): Promise<{ readonly files: number; readonly targets: number } | { readonly errors: readonly InputError[] }> {
  const [{ specs, errors: specErrors }, { suites, errors: suiteErrors }] = await Promise.all([
    loadSpecs(),
    loadSuites(),
  ]);
  const errors: InputError[] = [...specErrors, ...suiteErrors];
  const runs: RunRead[] = [];
  for (const path of request.runs) {
    const read = await readRun(path);
    if ('reason' in read) errors.push(read);
    else runs.push(read);
  }
  if (errors.length > 0) return { errors };
  const cleared = await clearSite(request.out);
  if (cleared !== null) return { errors: [cleared] };

  const { matrix, inputOf } = makeMatrix({
    title: request.title,
    runs,
    specs,
    suites: new Map(suites.toSorted((a, b) => a.order - b.order).map(({ id, title }) => [id, title])),
    now: request.now,
    tool: TOOL,
  });
  const site = makeSiteWriter(request.out);
  let files = 0;
  const write = async (pages: Iterable<readonly [string, string]>): Promise<void> => {
    for (const [path, text] of pages) {
      await site.write(path, text);
      files += 1;
    }
  };
  await write(sitePages(matrix));
  for (const run of matrix.runs) await write(evidencePages(matrix, run, (await inputOf(run)?.events()) ?? null));
  const failed = await site.finish();
  return failed === null ? { files, targets: matrix.columns.length } : { errors: [failed] };
}
