import { defined } from '../../core/model/defined.js';
import { ok } from '../../core/model/result.js';
import { estimate } from '../../core/plan/estimate.js';
import { requestsOf } from '../../core/plan/requests-of.js';
import { prepareRun } from '../../run/prepare.js';
import { run } from '../../run/run.js';
import { withBaseline } from '../../run/with-baseline.js';
import type { OwnNames } from '../../io/files/load-baseline.js';
import type { Spec } from '../../core/model/spec.js';
import type { Baseline } from '../../core/model/baseline.js';
import { describeCost } from './describe-cost.js';
import { describeConnection } from './describe-connection.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';
import { DEFAULT_KEY_ENV, openEndpoint, type NamedEndpoint, type OpenEndpoint } from './open-endpoint.js';
import { splitNames } from '../shared/read-all.js';
import { wrapWords } from '../shared/wrap-words.js';
import { redactOutput } from '../shared/guard-streams.js';
import { inputsOf, recordEvents } from '../shared/record-events.js';
import { parseReporters, type ChosenReporter } from '../shared/reporter-flags.js';
import type { RunFlags } from './flags.js';

/** Runs `conformance run`: opens the endpoints, plans, sends, records, reports. Returns the exit status. */
export async function runCommand(flags: RunFlags): Promise<ExitStatus> {
  if ((flags.baseUrl === undefined) === (flags.reference === undefined)) {
    return refuse('Name either --base-url URL or --reference ID.');
  }
  if (flags.against !== undefined && flags.againstReference !== undefined) {
    return refuse('Name either --against URL or --against-reference ID.');
  }
  const reporters = flags.quiet === true ? ok([]) : parseReporters(flags.reporter ?? ['terminal']);
  if (!reporters.ok) return failWith(reporters.errors);
  const unknownClients = await checkClientNames(flags.client);
  if (unknownClients.length > 0) return failWith(unknownClients);
  const baseline =
    flags.baseline === undefined
      ? null
      : await readBaseline(flags.baseline, { specs: splitNames(flags.spec), ownSuites: flags.suites });
  if (baseline?.ok === false) return failWith(baseline.errors);
  const open: OpenEndpoint[] = [];
  try {
    for (const named of endpointsOf(flags)) {
      const endpoint = await openEndpoint(named);
      if (!endpoint.ok) return failWith(endpoint.errors);
      open.push(endpoint.value);
    }
    return await runOpen(flags, open, reporters.value, baseline?.value.baseline ?? null);
  } finally {
    for (const endpoint of open) await endpoint.close();
  }
}

/** The target, and the upstream if one is named. */
function endpointsOf(flags: RunFlags): readonly NamedEndpoint[] {
  const { baseUrl, reference, keyEnv, header, against, againstReference } = flags;
  const needsKey = flags.dryRun === undefined;
  const target = { flag: '--base-url', baseUrl, reference, keyEnv, header, needsKey };
  if (against === undefined && againstReference === undefined) return [target];
  const upstream = {
    flag: '--against',
    baseUrl: against,
    reference: againstReference,
    keyEnv: flags.againstKeyEnv ?? keyEnv,
    header: flags.againstHeader,
    needsKey,
  };
  return [target, upstream];
}

async function runOpen(
  flags: RunFlags,
  [target, upstream]: readonly OpenEndpoint[],
  reporters: readonly ChosenReporter[],
  baseline: Baseline | null,
): Promise<ExitStatus> {
  if (target === undefined) throw new Error('A run without a target');
  const resumed = flags.resume === undefined ? null : await reopen(flags.resume);
  if (resumed?.ok === false) return failWith(resumed.errors);
  const reopened = resumed?.value ?? null;
  if (reopened !== null && reopened.cut !== null)
    process.stderr.write('results.ndjson ended mid-line; the incomplete line was removed.\n');
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort();
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  const prepared = await prepareRun({
    ...target,
    specs: splitNames(flags.spec),
    ownSuites: flags.suites,
    model: flags.model ?? target.model ?? undefined,
    standIn: flags.dryRun === undefined ? undefined : 'MODEL',
    selection: { suites: flags.suite ?? [], only: flags.only ?? [] },
    limitParameter: flags.limitParameter,
    quick: flags.quick,
    name: flags.name,
    mostRequests: flags.all === true ? Number.POSITIVE_INFINITY : flags.maxRequests,
    repeat: flags.repeat,
    concurrency: Math.trunc(flags.concurrency),
    rpm: flags.rpm,
    allowance: defined({ requests: flags.maxRequests, tokens: flags.maxTokens }),
    shard: flags.shard,
    before: reopened?.events ?? [],
    signal: stop.signal,
    ...defined({ against: upstream && { ...upstream, model: flags.againstModel } }),
    insecure: flags.insecure,
    limits: defined({ bodyBytes: flags.maxBody, events: flags.maxChunks }),
    ...defined({ timeouts: flags.timeout === undefined ? undefined : timeoutsOf(flags.timeout * 1000) }),
  });
  try {
    if (!prepared.ok) return failWith(prepared.errors);
    const { plan, specs, options } = prepared.value;
    const otherClients = await checkClientNames(flags.client, specs);
    if (otherClients.length > 0) return failWith(otherClients);
    if (options.redactor !== undefined) redactOutput(options.redactor);
    const requests = requestsOf(plan.cases, specs, options.part?.complete);
    const cost = describeCost(estimate(requests), plan.cases.length, options);
    if (flags.dryRun !== undefined) {
      const { findTestedClaims } = await import('./tested-claims.js');
      const { describePlan } = await import('./describe-plan.js');
      const claims = await findTestedClaims(prepared.value, flags.limitParameter);
      process.stdout.write(describePlan({ plan, requests, claims, cost, full: flags.dryRun === 'full' }));
      return EXIT.conforms;
    }
    const notes = describeConnection(
      upstream === undefined ? [target] : [target, upstream],
      flags.insecure === true,
      process.env,
    );
    for (const note of [...notes, cost]) process.stderr.write(`${wrapWords(note, process.stderr.columns)}\n`);
    return await recordEvents(
      withBaseline(run(options), baseline),
      { ...flags, out: flags.resume ?? flags.out },
      reporters,
      {
        resumed: reopened,
        inputs: inputsOf(flags),
        async explain(stopped, control) {
          const { explainStop } = await import('./explain-stop.js');
          const { key } = target;
          const { baseUrl } = options.target;
          const { keyEnv = DEFAULT_KEY_ENV } = flags;
          return explainStop(stopped, control, {
            baseUrl,
            keyEnv,
            hasKey: key !== null,
            byFlags: true,
            send: options.send,
          });
        },
      },
    );
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
    if (prepared.ok) await prepared.value.close();
    await reopened?.record.close();
  }
}

/** They stop a run in an orderly way: Ctrl-C, and the signal of a scheduler. A second signal ends the process at once. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The limits of one exchange in milliseconds. */
function timeoutsOf(total: number) {
  return { total, firstByte: total, idle: Math.min(total, 30_000), connect: Math.min(total, 10_000) };
}

function failWith(errors: Parameters<typeof printErrors>[0]): ExitStatus {
  printErrors(errors);
  return EXIT.couldNotRun;
}

function refuse(text: string): ExitStatus {
  process.stderr.write(`${text}\n`);
  return EXIT.couldNotRun;
}

// Loaded only when needed: the first request does not wait for it.
async function readBaseline(file: string, own: OwnNames) {
  const { loadBaseline } = await import('../../io/files/load-baseline.js');
  return loadBaseline(file, own);
}

async function checkClientNames(given: string | undefined, specs?: readonly Spec[]) {
  if (given === undefined) return [];
  const { checkClients } = await import('../shared/client-flags.js');
  return checkClients(given, specs);
}

async function reopen(dir: string) {
  const { reopenRecord } = await import('../../io/record/reopen-record.js');
  return reopenRecord(dir);
}
