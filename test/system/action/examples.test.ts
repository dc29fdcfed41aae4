import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXIT } from '../../../src/cli/shared/run-action.js';
import { readBaseline } from '../../../src/io/files/load-baseline.js';
import { conformance } from '../e2e/support/conformance.js';
import { emptyFolder } from '../e2e/support/out-folder.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const read = (name: string): unknown => parse(readFileSync(join(ROOT, name), 'utf8'));

describe('examples/gitlab-ci.yml', () => {
  const { conformance: job } = read('examples/gitlab-ci.yml') as {
    conformance: {
      script: readonly string[];
      artifacts: { when: string; paths: readonly string[]; reports: { junit: string } };
    };
  };

  it('keeps what the command writes, whatever comes of it', () => {
    expect(job.artifacts).toMatchObject({
      when: 'always',
      paths: ['conformance-report/'],
      reports: { junit: 'conformance-report/junit.xml' },
    });
    expect(job.script.join('\n')).toContain('--out conformance-report');
  });

  it('gives the command flags that it knows', { timeout: 60_000 }, async () => {
    const line = job.script.find((each) => each.includes(' conformance run ')) ?? '';
    const flags = (line.split(' conformance run ')[1] ?? '').split(' ');
    const replaced = flags.map((flag) => (flag === '"$GATEWAY_URL"' ? 'http://127.0.0.1:9/v1' : flag));
    const without = replaced.filter((flag) => !flag.includes('baseline'));
    const ran = await conformance(['run', ...without, '--out', emptyFolder(), '--model', 'm', '--dry-run']);
    expect(ran).toMatchObject({ status: 0 });
  });
});

describe('examples/Jenkinsfile', () => {
  it('gives the command flags that it knows, and keeps what it writes', { timeout: 60_000 }, async () => {
    const text = readFileSync(join(ROOT, 'examples/Jenkinsfile'), 'utf8');
    const [, line = ''] = / conformance run ([^']*) --baseline \S+ --out conformance-report'/u.exec(text) ?? [];
    const flags = line.replace('"$GATEWAY_URL"', 'http://127.0.0.1:9/v1').split(' ');
    const ran = await conformance(['run', ...flags, '--out', emptyFolder(), '--model', 'm', '--dry-run']);
    expect(ran).toMatchObject({ status: 0 });
    expect(text).toContain("junit 'conformance-report/junit.xml'");
  });
});

describe('examples/github-actions.yml', () => {
  it('gives the Action inputs that it has, and reads outputs that it has', () => {
    const action = read('action.yml') as { inputs: object; outputs: object };
    const text = readFileSync(join(ROOT, 'examples/github-actions.yml'), 'utf8');
    const { jobs } = read('examples/github-actions.yml') as {
      jobs: { conformance: { steps: readonly { uses?: string; with?: object }[] } };
    };
    const step = jobs.conformance.steps.find(({ uses }) => uses === './node_modules/llm-conformance');
    for (const name of Object.keys(step?.with ?? {})) expect(Object.keys(action.inputs)).toContain(name);
    const used = [...text.matchAll(/steps\.conformance\.outputs\.([a-z-]+)/gu)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(0);
    for (const name of used) expect(Object.keys(action.outputs)).toContain(name);
  });

  it('runs the Action that the package brings', () => {
    expect((read('package.json') as { files: readonly string[] }).files).toContain('action.yml');
  });
});

describe('examples/README.md', () => {
  const text = readFileSync(join(ROOT, 'examples/README.md'), 'utf8');

  it('shows an entry that a run takes', { timeout: 60_000 }, async () => {
    const entry = /```yaml\n([\s\S]*?)```/u.exec(text)?.[1] ?? '';
    expect(await readBaseline(entry, 'README.md')).toMatchObject({
      value: { baseline: { entries: [{ intermittent: true }] } },
    });
  });

  it('has a row for every exit status', () => {
    const rows = [...text.matchAll(/^\|\s+(\d+) \|/gmu)].map(([, status]) => Number(status));
    expect(rows.toSorted((a, b) => a - b)).toEqual(Object.values(EXIT).toSorted((a, b) => a - b));
  });
});
