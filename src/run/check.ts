import type { InputError } from '../core/model/result.js';
import type { Report } from '../core/model/report.js';
import { makeGathering } from '../core/report/gather.js';
import { reportOf } from '../core/report/make-report.js';
import { loadClients } from '../io/files/load-clients.js';
import { redactAddress } from '../core/redact/credential-names.js';
import { prepareRun } from './prepare.js';
import type { RunRequest } from './run-request.js';
import { run } from './run.js';

/** The endpoint to check, the documents to check it against, and any other setting of a run. */
export interface CheckRequest extends Omit<RunRequest, 'specs' | 'key'> {
  /** The id or the folder of a spec, or several; the first one determines the requests. */
  readonly spec: string | readonly string[];
  /** The API key. It is never recorded. Without it, requests are sent without a key. */
  readonly key?: string | null | undefined;
}

/** The check could not run: an unknown spec, an invalid URL, an endpoint that is unreachable or rejects the key. */
export class CheckError extends Error {
  override readonly name = 'CheckError';
  readonly errors: readonly InputError[];

  constructor(errors: readonly InputError[]) {
    super(errors.map(({ file, reason, suggestion }) => `${file}: ${reason} ${suggestion ?? ''}`.trim()).join('\n'));
    this.errors = errors;
  }
}

/**
 * Sends the suites to an endpoint and returns the report, as `conformance run` does. Nothing is written.
 * @returns the report. `report.run.complete` is false if a signal or a budget ended the run
 * @throws CheckError if nothing could run
 */
export async function check({ spec, key = null, ...request }: CheckRequest): Promise<Report> {
  const prepared = await prepareRun({ ...request, key, specs: typeof spec === 'string' ? [spec] : spec });
  if (!prepared.ok) throw new CheckError(prepared.errors);
  try {
    const gathering = makeGathering();
    for await (const event of run(prepared.value.options)) gathering.take(event);
    const report = reportOf(gathering.gathered(), loadClients());
    if (report === null) throw new Error('The run has no first event.');
    const { stopped } = report.run;
    if (stopped !== undefined && stopped.reason !== 'interrupted' && stopped.reason !== 'budget')
      throw new CheckError([
        { file: redactAddress(request.baseUrl), line: null, column: null, reason: stopped.detail, suggestion: null },
      ]);
    return report;
  } finally {
    await prepared.value.close();
  }
}
