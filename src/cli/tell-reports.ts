import type { FileError } from '../core/model/file-error.js';
import type { Report } from '../core/model/report.js';
import { writeFileWhole } from '../io/write-file.js';
import { reporters } from '../reporters/index.js';
import type { ChosenReporter } from './reporter-flags.js';

/** Writes the report in every form that was asked for: to stdout, or to the file that was named. */
export async function tellReports(
  report: Report,
  { chosen }: { readonly chosen: readonly ChosenReporter[] },
  notes: boolean,
): Promise<FileError | null> {
  for (const { name, path } of chosen) {
    const reporter = await reporters[name]?.();
    if (reporter === undefined) continue;
    const color = path === null && process.stdout.isTTY && !process.env['NO_COLOR'];
    const text = reporter(report, { color, width: process.stdout.columns ?? 100, notes });
    if (path === null) process.stdout.write(text);
    else {
      const failed = await writeFileWhole(path, text);
      if (failed !== null) return failed;
    }
  }
  return null;
}
