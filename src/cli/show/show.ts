import { join } from 'node:path';
import { isatty } from 'node:tty';
import pc from 'picocolors';
import type { Exchange } from '../../core/model/exchange.js';
import type { Finding } from '../../core/model/finding.js';
import type { Report } from '../../core/model/report.js';
import { asSentence, describeStop } from '../../core/report/judge-run.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { didYouMean } from '../../core/spec/suggestion.js';
import { fileError } from '../../core/spec/source.js';
import { readRun } from '../../io/record/read-run.js';
import { commandName } from '../shared/command-name.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';
import { describeFinding, listFindings } from './describe-finding.js';

/**
 * Runs `conformance show`: prints one finding with its evidence, or the list of findings. Returns the exit status.
 * @param name the number of the finding in the report, from 1, or its id; undefined for the list
 */
export async function showCommand(dir: string, name: string | undefined, full: boolean): Promise<ExitStatus> {
  const run = await readRun(dir);
  if (!run.ok) return refuse(run.errors);
  const { report, events } = run.value;
  const page = {
    width: process.stdout.columns ?? 80,
    colors: pc.createColors(isatty(1) && !process.env['NO_COLOR']),
    full,
    dir,
    command: commandName(),
  };
  if (name === undefined) return print(listFindings(report, page));
  const found = findFinding(report, name, dir);
  if (!found.ok) return refuse(found.errors);
  const { finding, number } = found.value;
  const exchanges = new Map<number, Exchange>(
    (events ?? []).flatMap((event) => (event.type === 'exchange' ? [[event.exchange.id, event.exchange]] : [])),
  );
  return print(describeFinding({ report, finding, number, exchange: firstOf(finding, exchanges) }, page));
}

function findFinding(
  report: Report,
  name: string,
  dir: string,
): Result<{ readonly finding: Finding; readonly number: number }> {
  const ids = report.findings.map(({ id }) => id);
  const number = /^\d+$/u.test(name) ? Number(name) : ids.indexOf(name) + 1;
  const finding = report.findings[number - 1];
  if (finding !== undefined) return ok({ finding, number });
  if (ids.length === 0) {
    const stop = describeStop(report);
    const why = stop === null ? '' : ` ${asSentence(stop)}`;
    const todo = `Its cases are in ${join(dir, 'report.html')}.`;
    return fail([fileError('show', `The run in ${dir} has no findings.${why}`, todo)]);
  }
  const count = ids.length === 1 ? 'There is 1 finding' : `There are ${ids.length} findings`;
  const reason = `No finding has the number or id ${JSON.stringify(name)}. ${count}.`;
  return fail([fileError('show', reason, didYouMean(name, ids))]);
}

function firstOf({ exchanges }: Finding, recorded: ReadonlyMap<number, Exchange>): Exchange | null {
  return exchanges.map((id) => recorded.get(id)).find((exchange) => exchange !== undefined) ?? null;
}

function print(text: string): ExitStatus {
  process.stdout.write(text);
  return EXIT.conforms;
}

function refuse(errors: Parameters<typeof printErrors>[0]): ExitStatus {
  printErrors(errors);
  return EXIT.couldNotRun;
}
