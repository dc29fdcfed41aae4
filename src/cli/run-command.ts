import { estimate } from '../core/plan/estimate.js';
import { pick, prepareRun } from '../prepare.js';
import { REFERENCE_KEY, serveReference, type Served } from '../reference/serve.js';
import { loadBaseline } from '../io/load-baseline.js';
import { run } from '../run.js';
import { withBaseline } from '../run/with-baseline.js';
import { describePlan } from './describe-plan.js';
import { EXIT, type ExitStatus } from './exit-status.js';
import { readAll, splitIds } from './read-all.js';
import { recordEvents } from './record-events.js';
import { parseReporters } from './reporter-flags.js';
import type { RunFlags } from './run.js';
import { tellErrors } from './tell-errors.js';

/** Runs `conformance run`: reference or endpoint, plan, run, record, reports. Answers the exit status. */
export async function runCommand(flags: RunFlags): Promise<ExitStatus> {
  if ((flags.baseUrl === undefined) === (flags.reference === undefined)) {
    return refuse('Name either --base-url URL or --reference ID.');
  }
  const reporters = parseReporters(flags.reporter ?? ['terminal']);
  const headers = parseHeaders(flags.header ?? []);
  if ('errors' in reporters) return tell(reporters.errors);
  if (headers === null) return refuse('--header takes name:value.');
  const baseline = flags.baseline === undefined ? null : await loadBaseline(flags.baseline);
  if (baseline !== null && 'errors' in baseline) return tell(baseline.errors);
  const served = flags.reference === undefined ? null : await serve(flags.reference);
  if (served === undefined) return EXIT.couldNotRun;
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const key = served === null ? (process.env[flags.keyEnv] ?? null) : REFERENCE_KEY;
    if (key === null || key === '')
      process.stderr.write(`No key: ${flags.keyEnv} is not set, so requests go without one.\n`);
    const prepared = await prepareRun({
      baseUrl: served?.baseUrl ?? flags.baseUrl ?? '',
      key: key === '' ? null : key,
      specs: splitIds(flags.spec),
      model: flags.model,
      headers,
      selection: { suites: flags.suite ?? [], only: flags.only ?? [] },
      repeat: flags.repeat,
      concurrency: Math.trunc(flags.concurrency),
      signal: stop.signal,
      ...(flags.timeout === undefined ? {} : { timeouts: timeoutsOf(flags.timeout * 1000) }),
    });
    if ('errors' in prepared) return tell(prepared.errors);
    try {
      if (flags.dryRun) {
        process.stdout.write(describePlan(prepared.plan, estimate(prepared.plan)));
        return EXIT.conforms;
      }
      return await recordEvents(withBaseline(run(prepared.options), baseline?.baseline ?? null), flags, reporters);
    } finally {
      await prepared.close();
    }
  } finally {
    process.off('SIGINT', interrupt);
    await served?.close();
  }
}

async function serve(id: string): Promise<Served | undefined> {
  const read = await readAll();
  const picked = read === null ? null : pick(read.specs, [id]);
  if (picked === null) return undefined;
  if ('errors' in picked) {
    tellErrors(picked.errors.map((error) => ({ ...error, file: '--reference' })));
    return undefined;
  }
  const [spec] = picked.specs;
  return spec === undefined ? undefined : serveReference({ spec });
}

function parseHeaders(lines: readonly string[]): Record<string, string> | null {
  const pairs = lines.map((line) => /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/u.exec(line));
  if (pairs.includes(null)) return null;
  return Object.fromEntries(
    pairs.flatMap((pair) => (pair?.[1] === undefined ? [] : [[pair[1].toLowerCase(), pair[2] ?? '']])),
  );
}

/** One exchange may take this long in all; no part of it longer. */
function timeoutsOf(total: number) {
  return { total, firstByte: total, idle: Math.min(total, 30_000), connect: Math.min(total, 10_000) };
}

function tell(errors: Parameters<typeof tellErrors>[0]): ExitStatus {
  tellErrors(errors);
  return EXIT.couldNotRun;
}

function refuse(text: string): ExitStatus {
  process.stderr.write(`${text}\n`);
  return EXIT.couldNotRun;
}
