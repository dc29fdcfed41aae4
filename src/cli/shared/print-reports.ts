import { existsSync, statSync } from 'node:fs';
import { isatty } from 'node:tty';
import { appendFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Report } from '../../core/model/report.js';
import { fileError } from '../../core/spec/source.js';
import { describeSystemError } from '../../io/files/system-error.js';
import { SHARED, writeFileWhole } from '../../io/files/write-file.js';
import { githubSummary } from '../../reporters/github.js';
import { reporters } from '../../reporters/index.js';
import type { ReporterOptions } from '../../reporters/reporter.js';
import type { ReporterName } from '../../core/report/reporter-names.js';
import { commandName } from './command-name.js';
import { printCommands } from './guard-streams.js';
import type { ChosenReporter } from './reporter-flags.js';
import { NEW_LINE, safeText } from './safe-output.js';

/**
 * Writes the report with every chosen reporter, to stdout or to its file. In a GitHub workflow the reporter `github` also
 * writes the summary of the step.
 */
export async function printReports(
  report: Report,
  { chosen }: { readonly chosen: readonly ChosenReporter[] },
  options: Pick<ReporterOptions, 'notes' | 'gate' | 'out' | 'verbose'>,
): Promise<Result<void>> {
  for (const { name, path } of chosen) {
    const color = path === null && isatty(1) && !process.env['NO_COLOR'];
    const text = reporters[name](report, {
      ...options,
      color,
      width: process.stdout.columns ?? 80,
      command: commandName(),
      terminalToo: path === null && chosen.some((each) => each.name === 'terminal' && each.path === null),
    });
    if (path === null && name === 'github') printCommands(text);
    else if (path === null) process.stdout.write(text);
    const written = path === null ? ok(undefined) : await writeFileWhole(path, forPath(path, name, text), SHARED);
    if (!written.ok) return written;
    const summarized = name === 'github' ? await summarize(report, options) : written;
    if (!summarized.ok) return summarized;
  }
  return ok(undefined);
}

async function summarize(report: Report, options: Pick<ReporterOptions, 'gate'>): Promise<Result<void>> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return ok(undefined);
  try {
    await appendFile(file, githubSummary(report, options));
    return ok(undefined);
  } catch (error) {
    return fail([fileError('GITHUB_STEP_SUMMARY', `Cannot be written: ${describeSystemError(error)}.`)]);
  }
}

/** The text for a file, or for a device such as /dev/stdout, where a workflow log may read it. */
function forPath(path: string, name: ReporterName, text: string): string {
  const isDevice = existsSync(path) && !statSync(path).isFile();
  return isDevice ? safeText(text, NEW_LINE, { isTerminal: false, hasCommands: name === 'github' }).text : text;
}
