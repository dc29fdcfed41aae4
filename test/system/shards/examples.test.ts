import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { start, startConformance, type Ran, type Running } from '../e2e/support/conformance.js';
import { linesOf, reportOf } from '../../support/bare-report.js';
import { type CommandScript, serveCommand } from '../../support/command-script.js';

/** The engines are others'; what they would run is run here, with the variables that they would set. */
const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'conformance-examples-'));
const bin = join(folder, 'bin');
let provider: Running;
let command: CommandScript;
let baseUrl: string;

beforeAll(async () => {
  provider = startConformance(['serve', '--spec', 'openai', '--fault', 'b-created-missing-chunk']);
  [baseUrl] = await provider.sees('stdout', /http:\/\/127\.0\.0\.1:\d+\/v1/u);
  mkdirSync(bin);
  command = await serveCommand();
  // In place of npx: the built command with a small selection, so that it takes seconds.
  const npx = join(bin, 'npx');
  writeFileSync(
    npx,
    `#!/usr/bin/env bash
${command.bash}
while [ "$1" != conformance ]; do shift; done
shift
args=()
while [ $# -gt 0 ]; do
  case $1 in --rpm) shift ;; *) args+=("$1") ;; esac
  shift
done
if [ "\${args[0]}" = run ]; then args+=(--suite errors); fi
if [ -z "\${PID_FILE:-}" ]; then conformance "\${args[@]}"; exit; fi
echo $$ > "$PID_FILE"
exec_conformance "\${args[@]}"
`,
  );
  chmodSync(npx, 0o755);
});
afterAll(async () => {
  command.close();
  provider.child.kill();
  await provider.ended;
  rmSync(folder, { recursive: true, force: true });
});

const KEY = 'sk-conformance-reference';
const bash = (script: string, env: Readonly<Record<string, string>>): Running =>
  start('bash', ['-c', script], { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, ...env });

interface Container {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}
interface JobSpec {
  readonly completions: number;
  readonly completionMode: string;
  readonly suspend?: boolean;
  readonly template: { readonly spec: { readonly containers: readonly Container[] } };
}
interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: JobSpec & { readonly jobTemplate: { readonly spec: JobSpec } };
  readonly data: Readonly<Record<string, string>>;
}

function resources(file: string): readonly Resource[] {
  return parseAllDocuments(readFileSync(join(EXAMPLES, file), 'utf8')).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Resource;
  });
}

/** Runs the one container of a Job as the engine would for an index. */
function pod({ template }: JobSpec, env: Readonly<Record<string, string>>): Running {
  const [container] = template.spec.containers;
  if (container === undefined) throw new Error('a pod without a container');
  expect(container.command).toEqual(['bash', '-c']);
  const own = Object.fromEntries(
    container.env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
  return bash(container.args.join('\n'), { ...own, CONFORMANCE_API_KEY: KEY, ...env });
}

describe('examples/kubernetes/indexed-job.yaml', () => {
  const [, job, merge] = resources('kubernetes/indexed-job.yaml');

  it('runs every part, one of them started again after it died, and joins them', { timeout: 120_000 }, async () => {
    if (job === undefined || merge === undefined) throw new Error('two Jobs are missing');
    const { spec } = job;
    const reports = mkdtempSync(join(folder, 'indexed-'));
    const env = { BASE_URL: baseUrl, REPORTS: reports };
    expect([spec.completionMode, merge.spec.suspend]).toEqual(['Indexed', true]);
    expect(spec.template.spec.containers[0]?.env).toContainEqual({ name: 'PARTS', value: `${spec.completions}` });

    const dying = pod(spec, { ...env, JOB_COMPLETION_INDEX: '0', PID_FILE: join(folder, 'pid') });
    const record = join(reports, 'part-1', 'results.ndjson');
    while (!existsSync(record) || linesOf(join(reports, 'part-1')).length < 5)
      await new Promise((resolve) => setTimeout(resolve, 5));
    dying.child.kill('SIGKILL');
    await endCommand(dying);

    for (let index = 0; index < spec.completions; index += 1) {
      const ran = await pod(spec, { ...env, JOB_COMPLETION_INDEX: `${index}` }).ended;
      expect(ran.status).toBe(0);
    }
    expect(linesOf(join(reports, 'part-1')).some(({ type }) => type === 'resumed')).toBe(true);
    const merged = await pod(merge.spec, env).ended;
    expect(merged.status).toBe(1);
    const report = reportOf(join(reports, 'whole'));
    expect([report.totals.notRun, report.shard]).toEqual([0, undefined]);
  });
});

/** A killed shell leaves its command behind on one machine; a pod would not. The stand-in for npx wrote down its id. */
async function endCommand(dying: Running): Promise<void> {
  const id = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  process.kill(id, 'SIGKILL');
  await dying.ended;
}

describe('examples/kubernetes/cronjob.yaml', () => {
  it('watches each target with its own key, posts the results, and is not red', { timeout: 120_000 }, async () => {
    const [map, cron] = resources('kubernetes/cronjob.yaml');
    if (map === undefined || cron === undefined) throw new Error('the configuration or the CronJob is missing');
    const received: string[] = [];
    const receiver = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (part: string) => received.push(part));
      request.on('end', () => response.writeHead(204).end());
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const config = mkdtempSync(join(folder, 'config-'));
    const text = (map.data['conformance.yaml'] ?? '').replaceAll(/https:\S+/gu, baseUrl).replace('rpm: 30, ', '');
    writeFileSync(join(config, 'conformance.yaml'), `${text}only: ['errors/*', basic/minimal]\n`);
    const env = {
      CONFIG: config,
      REPORTS: mkdtempSync(join(folder, 'nightly-')),
      GATEWAY_KEY: KEY,
      UPSTREAM_KEY: KEY,
      WATCH_WEBHOOK: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
    };
    const { spec } = cron.spec.jobTemplate;
    for (let night = 0; night < 2; night += 1) expect((await pod(spec, env).ended).status).toBe(0);
    receiver.close();
    expect(received.join('')).toContain('"title":"Conformance watch: gateway"');
    expect(existsSync(join(env.REPORTS, 'watch', 'upstream.md'))).toBe(true);
    writeFileSync(join(config, 'conformance.yaml'), 'target: none\n');
    expect((await pod(spec, env).ended).status).toBe(2);
  });
});

describe('examples/github-watch.yml', () => {
  it('opens, updates and closes one issue with a stable title', { timeout: 120_000 }, async () => {
    const { jobs } = parse(readFileSync(join(EXAMPLES, 'github-watch.yml'), 'utf8')) as {
      jobs: { watch: { steps: { name?: string; run?: string }[] } };
    };
    const script = jobs.watch.steps.find(({ name }) => name === 'Issues')?.run ?? '';
    const work = mkdtempSync(join(folder, 'issues-'));
    mkdirSync(join(work, 'conformance-watch'));
    // In place of gh: issues are lines of a file, and commands are recorded.
    const open = join(work, 'open');
    const calls = join(work, 'calls');
    writeFileSync(
      join(bin, 'gh'),
      `#!/usr/bin/env bash
case "$2" in
  list) cat "${open}" 2>/dev/null || true; exit ;;
  create) echo 7 > "${open}" ;;
  close) rm "${open}" ;;
esac
echo "$2 $3 $4" >> "${calls}"
`,
    );
    chmodSync(join(bin, 'gh'), 0o755);
    for (const status of ['unchanged', 'changed', 'changed', 'unknown', 'unchanged', 'unchanged']) {
      const target = { status, title: 'Conformance watch: gateway', body: 'gateway.md' };
      writeFileSync(join(work, 'conformance-watch', 'watch.json'), JSON.stringify({ targets: [target] }));
      expect((await bash(`cd '${work}'\n${script}`, {}).ended).status).toBe(0);
    }
    expect(readFileSync(calls, 'utf8').trim().split('\n')).toEqual([
      'create --title Conformance watch: gateway',
      'edit 7 --body-file',
      'edit 7 --body-file',
      'edit 7 --body-file',
      'close 7 --comment',
    ]);
  });
});

describe('examples/github-matrix.yml', () => {
  it('runs the parts of its matrix and joins what they leave', { timeout: 120_000 }, async () => {
    const { env, jobs } = parse(readFileSync(join(EXAMPLES, 'github-matrix.yml'), 'utf8')) as {
      env: Record<string, string | number>;
      jobs: Record<
        'part' | 'whole',
        { steps: { name?: string; run?: string }[]; strategy: { matrix: { part: number[] } } }
      >;
    };
    const scriptOf = (job: 'part' | 'whole', name: string): string =>
      jobs[job].steps.find((step) => step.name === name)?.run ?? '';
    const { part: parts } = jobs.part.strategy.matrix;
    expect(parts).toEqual(Array.from({ length: Number(env['PARTS']) }, (_, n) => n + 1));
    const work = join(folder, 'work');
    mkdirSync(join(work, 'conformance-parts'), { recursive: true });
    const set = {
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, `${value}`])),
      BASE_URL: baseUrl,
    };
    const inWork = (script: string, more: Readonly<Record<string, string>>): Promise<Ran> =>
      bash(`set -e; cd "${work}"\n${script}`, { ...set, CONFORMANCE_API_KEY: KEY, ...more }).ended;
    for (const part of parts) {
      expect((await inWork(scriptOf('part', 'Ask'), { PART: `${part}` })).status).toBe(0);
      renameSync(join(work, 'conformance-part'), join(work, 'conformance-parts', `conformance-part-${part}`));
    }
    const joined = await inWork(scriptOf('whole', 'Join and judge'), {});
    expect(joined.status).toBe(1);
    expect(reportOf(join(work, 'conformance-report')).totals.notRun).toBe(0);
  });
});
