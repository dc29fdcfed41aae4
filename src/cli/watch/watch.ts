import { defined } from '../../core/model/defined.js';
import { join } from 'node:path';
import type { ConfigTarget, Config } from '../../core/config/config.js';
import { fail, type InputError, ok, type Result } from '../../core/model/result.js';
import { didYouMean } from '../../core/spec/suggestion.js';
import { fileError } from '../../core/spec/source.js';
import { loadConfig } from '../../io/files/load-config.js';
import { TOOL } from '../../io/files/package-files.js';
import { SHARED, makeFolder, writeFileWhole } from '../../io/files/write-file.js';
import { postJson } from '../../io/http/post-json.js';
import { describeWatch, titleOf } from '../../watch/describe-watch.js';
import {
  acceptLatest,
  clearLatest,
  compareTarget,
  foldersOfTarget,
  isUnfinished,
  type WatchedTarget,
} from '../../watch/watch-target.js';
import { mergeConfig } from '../run/merge-config.js';
import { runCommand } from '../run/run.js';
import { hideSecrets } from '../shared/guard-streams.js';
import { splitNames } from '../shared/read-all.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** The flags of `conformance watch`. */
export interface WatchFlags {
  readonly config: string;
  readonly target?: readonly string[];
  readonly state: string;
  readonly quick?: true;
  readonly webhookEnv?: string;
  readonly accept?: readonly string[];
}

/** Runs `conformance watch`: one pass over the targets. Returns the exit status. */
export async function watchCommand(flags: WatchFlags, now: Date): Promise<ExitStatus> {
  const loaded = await loadConfig(flags.config);
  if (!loaded.ok) return failWith(loaded.errors);
  const { config } = loaded.value;
  const targets = chooseTargets(config, flags.accept ?? flags.target, flags.config);
  if (!targets.ok) return failWith(targets.errors);
  if (flags.accept !== undefined) return accept(targets.value, flags.state);
  const webhook = flags.webhookEnv === undefined ? null : (process.env[flags.webhookEnv] ?? '');
  if (webhook === '') return failWith([fileError('--webhook-env', `${flags.webhookEnv} is not set.`)]);
  const watched: WatchedTarget[] = [];
  let isFailed = false;
  for (const { name } of targets.value) {
    const seen = await watch(name, flags, config);
    if (seen === null) isFailed = true;
    else watched.push(seen);
  }
  const results = { schemaVersion: 1, tool: TOOL, at: now.toISOString(), targets: watched.map(toResult) };
  const files = [
    ...watched.map((each) => [`${each.name}.md`, describeWatch(each, results.at)] as const),
    ['watch.json', `${JSON.stringify(results, null, 2)}\n`] as const,
  ];
  for (const [name, text] of files) {
    const written = await writeFileWhole(join(flags.state, name), text, SHARED);
    if (!written.ok) return failWith(written.errors);
  }
  for (const { name, status } of watched) process.stdout.write(`${name}: ${STATUS[status]}\n`);
  if (webhook !== null) {
    hideSecrets([webhook]);
    const bodies = watched.map((each) => ({ ...toResult(each), markdown: describeWatch(each, results.at) }));
    const posted = await postJson(webhook, { ...results, targets: bodies }, flags.webhookEnv ?? '');
    if (!posted.ok) return failWith(posted.errors);
  }
  if (isFailed) return EXIT.couldNotRun;
  if (watched.some(({ status }) => status === 'changed')) return EXIT.diverges;
  return watched.some(({ status }) => status === 'unknown') ? EXIT.thin : EXIT.conforms;
}

const STATUS = { unchanged: 'unchanged', changed: 'changed', unknown: 'could not tell' } as const;

function chooseTargets(
  { targets = [] }: Config,
  names: readonly string[] | undefined,
  file: string,
): Result<readonly ConfigTarget[]> {
  const known = targets.map(({ name }) => name);
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown !== undefined)
    return fail([fileError(file, `There is no target ${JSON.stringify(unknown)}.`, didYouMean(unknown, known))]);
  if (targets.length === 0) return fail([fileError(file, 'There are no targets.', 'conformance init writes one.')]);
  return ok(targets.filter(({ name }) => names === undefined || names.includes(name)));
}

/** Runs one target and compares; null if its configuration is wrong or the run cannot be written, which is printed. */
async function watch(
  name: string,
  flags: WatchFlags,
  { failOn, maxInconclusive, clients }: Config,
): Promise<WatchedTarget | null> {
  const { latest } = foldersOfTarget(flags.state, name);
  process.stderr.write(`${name}\n`);
  const given = {
    config: flags.config,
    target: name,
    out: latest,
    quiet: true,
    concurrency: 4,
    failOn: failOn ?? 'should',
    ...defined({ quick: flags.quick }),
  } as const;
  const run = await mergeConfig(given, (flag) =>
    ['out', 'quiet', ...(given.quick === true ? ['quick'] : [])].includes(flag),
  );
  if (run === null) return null;
  try {
    makeFolder(flags.state);
  } catch {
    printErrors([fileError(flags.state, 'The folder cannot be written.')]);
    return null;
  }
  await clearLatest(flags.state, name);
  const status = await runCommand(run);
  // The run could not be written, which is printed. A run that was stopped has an end with the reason.
  if (status === EXIT.couldNotRun && (await isUnfinished(flags.state, name))) return null;
  const gate = { failOn: run.failOn, clients, ...defined({ maxInconclusive }) };
  const compared = await compareTarget(flags.state, name, gate, {
    specs: splitNames(run.spec),
    ownSuites: run.suites,
  });
  if (compared.ok) return compared.value;
  printErrors(compared.errors);
  return null;
}

/** A target in `watch.json`. */
function toResult(target: WatchedTarget) {
  const { name, status, changes, shortfall, isFirst, accepted } = target;
  const findings = changes?.findings.map(({ change, cause, finding }) => ({
    change,
    cause,
    id: finding.id,
    spec: finding.spec,
    level: finding.level,
    title: finding.title,
    cases: finding.cases.length,
  }));
  return {
    name,
    status,
    title: titleOf(target),
    body: `${name}.md`,
    changes: changes === null ? null : { ...changes, findings },
    shortfall,
    isFirst,
    accepted,
  };
}

async function accept(targets: readonly ConfigTarget[], state: string): Promise<ExitStatus> {
  for (const { name } of targets) {
    const accepted = await acceptLatest(state, name);
    if (!accepted.ok) return failWith(accepted.errors);
    if (!accepted.value)
      return failWith([fileError(join(state, name), 'There is no run to accept.', 'Run conformance watch first.')]);
    process.stdout.write(`${name}: accepted\n`);
  }
  return EXIT.conforms;
}

function failWith(errors: readonly InputError[]): ExitStatus {
  printErrors(errors);
  return EXIT.couldNotRun;
}
