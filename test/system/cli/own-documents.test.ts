import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { conformanceIn } from '../../support/conformance-in.js';
import { writeAcme } from '../../support/write-acme.js';
import { emptyFolder, emptyFolderOfSuite, readReport } from '../e2e/support/out-folder.js';
import { serveForTest } from '../e2e/support/serve-spec.js';

const folder = emptyFolderOfSuite();
const own = ['--spec', './acme', '--suites', 'my-suites'];

/** Runs the command in the folder with Acme's spec and suite, and expects its status. */
async function ran(status: number, ...args: readonly string[]): Promise<string> {
  const { status: ended, stdout, stderr } = await conformanceIn(folder, args);
  expect(`${stderr}${stdout} ${ended}`).toMatch(new RegExp(`${status}$`, 'u'));
  return stdout + stderr;
}

describe('every command takes folders of specs and suites', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    writeAcme(folder);
    await ran(0, 'run', '--reference', './acme', ...own, '--out', 'first');
  });

  it('run sends the suite of the user', () => {
    const { results, specs } = readReport(join(folder, 'first'));
    expect(specs.map(({ id }) => id)).toEqual(['acme']);
    expect(results.find((each) => each.case === 'own/greeting')).toMatchObject({ verdict: 'conforms' });
  });

  it('verify recomputes everything with them, and names what is missing without them', async () => {
    expect(await ran(0, 'verify', 'first', '--accept-build', ...own)).toContain('the verdicts by acme follow');
    const without = await ran(3, 'verify', 'first', '--accept-build');
    expect(without).toContain('the verdicts by acme: there is no such spec here: name its folder with --spec');
    // A plan with cases of unknown suites is not that of this installation.
    await ran(1, 'verify', 'first', '--accept-build', '--spec', './acme');
    expect(await ran(2, 'verify', 'first', '--spec', './acme,acmee')).toContain('there is no spec "acmee"');
  });

  it('verify does not recompute verdicts by another revision', async () => {
    const changed = join(folder, 'changed');
    mkdirSync(changed);
    writeAcme(changed);
    const claims = join(changed, 'acme/claims.yaml');
    writeFileSync(claims, readFileSync(claims, 'utf8').replace('refused with 401', 'refused with status 401'));
    const other = ['--spec', './changed/acme', '--suites', 'my-suites'];
    expect(await ran(3, 'verify', 'first', '--accept-build', ...other)).toContain('is not the one that is here');
  });

  it('judge, matrix, list and explain', async () => {
    await ran(0, 'judge', 'first/results.ndjson', ...own, '--out', 'judged');
    await ran(0, 'matrix', 'first', '--out', 'site', ...own);
    expect(existsSync(join(folder, 'site/index.html'))).toBe(true);
    expect(await ran(0, 'list', 'claims', '--spec', './acme')).toContain('acme.chat.response.id');
    expect(await ran(0, 'explain', 'own/greeting', ...own)).toContain('Says hello');
  });

  it('merge joins parts, and a baseline names the cases of the user', async () => {
    const { baseUrl, key } = await serveForTest(join(folder, 'acme'));
    for (const part of ['1', '2']) {
      const args = ['run', '--base-url', baseUrl, ...own, '--shard', `${part}/2`, '--out', `part-${part}`];
      expect(await conformanceIn(folder, args, { CONFORMANCE_API_KEY: key })).toMatchObject({ status: 0 });
    }
    await ran(0, 'merge', 'part-1', 'part-2', '--out', 'merged');
    const names = (out: string): readonly string[] => readReport(join(folder, out)).results.map((each) => each.case);
    expect(names('merged').toSorted()).toEqual(names('first').toSorted());
    writeFileSync(join(folder, 'known.yaml'), '- { finding: a, cases: [own/greeting], reason: No. }\n');
    expect(await ran(0, 'baseline', 'lint', 'known.yaml', ...own)).toContain('1 entry, all valid');
    expect(await ran(2, 'baseline', 'lint', 'known.yaml')).toContain('own/greeting');
  });

  it('conformance.yaml names them relative to itself', async () => {
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    await ran(
      0,
      'init',
      '--config',
      'inner/conformance.yaml',
      '--reference',
      './acme',
      '--spec',
      './acme',
      '--name',
      'a',
    );
    const text = readFileSync(join(inner, 'conformance.yaml'), 'utf8');
    expect(text).toContain('../acme');
    writeFileSync(join(inner, 'conformance.yaml'), `suiteFolders: [../my-suites]\n${text}`);
    const only = ['--only', 'own/greeting', 'basic/minimal', '--out', 'configured'];
    await ran(0, 'run', '--config', 'inner/conformance.yaml', ...only);
    expect(readReport(join(folder, 'configured')).results.map((each) => each.case)).toContain('own/greeting');
  });

  it('conformance.yaml in the working folder names them, too', async () => {
    const here = emptyFolder();
    writeAcme(here);
    const target = '{ name: acme, reference: ./acme, specs: [./acme] }';
    writeFileSync(join(here, 'conformance.yaml'), `targets: [${target}]\nsuiteFolders: [my-suites]\n`);
    const run = await conformanceIn(here, ['run', '--only', 'own/greeting', 'basic/minimal']);
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('No findings.') as string });
  });

  it('an error in them has file, line and column', async () => {
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeAcme(broken);
    const claims = join(broken, 'acme/claims.yaml');
    writeFileSync(claims, readFileSync(claims, 'utf8').replace('check: sse-terminator', 'check: sse-terminater'));
    for (const command of [
      ['verify', 'first'],
      ['matrix', 'first', '--out', 'site'],
      ['list', 'claims'],
    ])
      expect(await ran(2, ...command, '--spec', './broken/acme')).toMatch(
        /broken\/acme\/claims\.yaml:\d+:\d+: There is no check "sse-terminater"\. Did you mean sse-terminator\?/u,
      );
  });
});

describe('list differences', () => {
  it('compares documents without any request: a spec of the user with one of the package', async () => {
    const here = emptyFolder();
    writeAcme(here);
    const table = await conformanceIn(here, ['list', 'differences', '--spec', './acme,openai']);
    expect(table).toMatchObject({ status: 0, stderr: '' });
    expect(table.stdout).toMatch(/│ temperature +│ – +│ number 0…2 or null +│/u);
    expect(table.stdout).toMatch(/\d+ differences: acme does not document \d+, openai does not document \d+/u);
    const json = await conformanceIn(here, ['list', 'differences', '--spec', './acme,openai', '--json']);
    expect(JSON.parse(json.stdout)).toContainEqual({
      part: 'parameter',
      name: 'temperature',
      documents: { acme: null, openai: 'number 0…2 or null' },
    });
  });

  it('needs two specs of one API family', async () => {
    const here = emptyFolder();
    const one = await conformanceIn(here, ['list', 'differences', '--spec', 'openai']);
    expect(one).toMatchObject({ status: 2, stderr: expect.stringContaining('Name two or more') as string });
    const two = await conformanceIn(here, ['list', 'differences', '--spec', 'openai,anthropic']);
    expect(two).toMatchObject({ status: 2, stderr: expect.stringContaining('several API families') as string });
  });
});
