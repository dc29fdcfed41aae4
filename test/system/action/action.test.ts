import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { REFERENCE_KEY } from '../../../src/reference/serve.js';
import { startFaultyGateway, type GatewayFault } from '../../unit/baseline/faulty-gateway.js';
import { type CommandScript, serveCommand } from '../../support/command-script.js';
import { start, type Ran } from '../e2e/support/conformance.js';
import { emptyFolder, readReport } from '../e2e/support/out-folder.js';

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const scripts = action.runs.steps.filter(({ run }) => run !== undefined);

const bin = mkdtempSync(join(tmpdir(), 'conformance-action-'));
let command: CommandScript;
beforeAll(async () => {
  command = await serveCommand();
  // In place of node: the command runs in a warm process, everything else in node.
  writeFileSync(
    join(bin, 'node'),
    `#!/usr/bin/env bash
${command.bash}
case "$1" in
  */dist/cli/main.js) shift; conformance "$@" ;;
  *) exec "${process.execPath}" "$@" ;;
esac
`,
    { mode: 0o755 },
  );
});
afterAll(() => {
  command.close();
  rmSync(bin, { recursive: true, force: true });
});

/** Runs the steps of the Action with these inputs, as a runner does: `env` is resolved, `run` is bash. */
async function perform(
  folder: string,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
) {
  const given = (name: string): string => inputs[name] ?? action.inputs[name]?.default ?? '';
  const output = join(folder, 'github-output');
  const summary = join(folder, 'github-summary');
  appendFileSync(output, '');
  let last: Ran = { status: 0, stdout: '', stderr: '' };
  for (const { run = '', env: variables = {} } of scripts) {
    const resolved = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => {
        const found = /^\$\{\{ (?:inputs\.([a-z-]+)|github\.action_path) \}\}$/u.exec(value);
        return [name, found === null ? value : found[1] === undefined ? ROOT : given(found[1])];
      }),
    );
    const bash = ['-c', 'cd "$0" && exec bash --noprofile --norc -eo pipefail -c "$1"', folder, run];
    const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
    const runner = { PATH: path, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, GITHUB_ACTIONS: 'true' };
    last = await start('bash', bash, { ...env, ...resolved, ...runner }).ended;
    if (last.status !== 0) break;
  }
  const outputs = Object.fromEntries(
    readFileSync(output, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('=', 2)),
  ) as Record<string, string>;
  return { ...last, outputs, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '' };
}

const KEY = { CONFORMANCE_API_KEY: REFERENCE_KEY };
const BASE = { spec: 'openai', model: 'gpt-4o', only: 'basic/minimal basic/limited' };

async function endpoint(...faults: readonly GatewayFault[]): Promise<string> {
  return (await startFaultyGateway(new Set(faults))).baseUrl;
}

describe('action.yml', () => {
  it('interpolates nothing into a shell', () => {
    expect(scripts.length).toBeGreaterThan(0);
    for (const { run, shell, env } of scripts) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
      for (const value of Object.values(env ?? {})) expect(value).toMatch(/^\$\{\{ [a-z_.-]+ \}\}$/u);
    }
  });

  it('hands every input to a step, and takes no key for one', () => {
    const text = JSON.stringify(action.runs.steps);
    for (const name of Object.keys(action.inputs)) expect(text).toMatch(new RegExp(`inputs\\.${name}\\b`, 'u'));
    expect(Object.keys(action.inputs).filter((name) => /key|token|secret/u.test(name))).toEqual(['key-env']);
  });

  it('uploads the report even where the run fails', () => {
    const upload = action.runs.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect(upload?.if).toContain('always()');
    expect(upload?.with?.['path']).toBe('${{ inputs.working-directory }}/${{ inputs.out }}');
  });
});

describe('the steps of the Action', { timeout: 120_000 }, () => {
  it('output a verdict and counts, and write the summary', async () => {
    const folder = emptyFolder();
    const ran = await perform(folder, { ...BASE, 'base-url': await endpoint() }, KEY);
    expect(ran.status).toBe(0);
    expect(ran.outputs).toEqual({
      verdict: 'conforms',
      status: '0',
      conforms: '2',
      diverges: '0',
      inconclusive: '0',
      omitted: '0',
      'not-run': '0',
    });
    expect(Object.keys(ran.outputs).toSorted()).toEqual(Object.keys(action.outputs).toSorted());
    expect(ran.summary).toContain('# Conformance of');
    expect(readReport(join(folder, 'conformance-report')).totals.conforms).toBe(2);
  });

  it('fail with the command, after they output what they know', async () => {
    const folder = emptyFolder();
    const ran = await perform(folder, { ...BASE, 'base-url': await endpoint('no-created') }, KEY);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toMatch(
      /^::error title=openai%3A created is missing::created is missing\. Expected an integer\./mu,
    );
    expect(ran.outputs).toMatchObject({ verdict: 'diverges', status: '1', diverges: '2' });
    expect(existsSync(join(folder, 'conformance-report', 'junit.xml'))).toBe(true);

    const tolerant = { ...BASE, 'base-url': await endpoint('no-created'), baseline: 'none.yaml' };
    const refused = await perform(folder, tolerant, KEY);
    expect(refused.status).toBe(2);
    // The counts of the run before are not this one's.
    expect(refused.outputs).toMatchObject({ verdict: 'could-not-run', status: '2' });
    expect(existsSync(join(folder, 'conformance-report', 'report.json'))).toBe(false);
  });

  it('take inputs for what they are, whatever a shell would make of them', async () => {
    const folder = emptyFolder();
    const evil = `$(touch pwned) \`touch pwned\` "; touch pwned; '\n* --out=/elsewhere`;
    for (const name of [
      'base-url',
      'spec',
      'model',
      'target',
      'suites',
      'only',
      'baseline',
      'fail-on',
      'client',
      'config',
    ]) {
      const ran = await perform(folder, { ...BASE, 'base-url': 'http://127.0.0.1:9/v1', [name]: evil }, KEY);
      expect(`${name}: ${ran.status}`).toBe(`${name}: 2`);
    }
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  it.each([
    ['lines', 'basic\nstreaming\n', 'basic/minimal\nstreaming/minimal\n'],
    ['lines of Windows', 'basic\r\nstreaming\r\n', 'basic/minimal\r\nstreaming/minimal'],
    ['tabs and empty lines', '\n\tbasic\t\tstreaming\n\n', '\r\n  basic/minimal\n\n\tstreaming/m*l \n'],
    ['old line ends', 'basic\rstreaming', 'basic/minimal\rstreaming/minimal'],
  ])('take lists in %s', async (_, suites, only) => {
    const folder = emptyFolder();
    // A file that a glob would expand to.
    mkdirSync(join(folder, 'streaming'));
    writeFileSync(join(folder, 'streaming', 'mistral'), '');
    const lists = { suites, only, spec: 'openai\n', model: 'gpt-4o\n' };
    const ran = await perform(folder, { 'base-url': `${await endpoint()}\r\n`, ...lists }, KEY);
    expect(ran.outputs).toMatchObject({ status: '0', conforms: '2' });
    const { results, target } = readReport(join(folder, 'conformance-report'));
    expect(results.map((result) => result.case)).toEqual(['basic/minimal', 'streaming/minimal']);
    expect(target.model).toBe('gpt-4o');
  });

  it('take several specs on several lines', async () => {
    const folder = emptyFolder();
    const inputs = { ...BASE, 'base-url': await endpoint(), spec: 'openai\r\ngreenpt,\n' };
    await perform(folder, inputs, KEY);
    const { specs } = readReport(join(folder, 'conformance-report'));
    expect(specs.map(({ id }) => id)).toEqual(['openai', 'greenpt']);
  });

  it('take the target of a configuration', async () => {
    const folder = emptyFolder();
    const config = { targets: [{ name: 'self', baseUrl: await endpoint(), specs: ['openai'], keyEnv: 'OTHER' }] };
    writeFileSync(join(folder, 'conformance.yaml'), JSON.stringify(config));
    symlinkSync('conformance.yaml', join(folder, 'link.yaml'));
    const inputs = { config: 'link.yaml', target: 'self', only: 'basic/minimal', out: 'there' };
    const ran = await perform(folder, inputs, { OTHER: REFERENCE_KEY });
    expect(ran.outputs).toMatchObject({ verdict: 'conforms', conforms: '1' });
    expect(existsSync(join(folder, 'there', 'report.html'))).toBe(true);
  });
});
