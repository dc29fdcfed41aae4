import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const workflows = readdirSync('.github/workflows').map((name) => `.github/workflows/${name}`);
const examples = ['examples/github-actions.yml', 'examples/github-matrix.yml'];
const all = [...workflows, 'action.yml', ...examples, 'examples/github-watch.yml'];
const documents = [
  'README.md',
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];

/** Commands that load packages, programs or images that no lock file of this repository holds. */
const LOADS =
  /\b(?:curl|wget|pip\d?|pipx|uvx?|bunx?|pnpm|yarn|npm (?:exec|x|add)|(?:apt|apt-get|brew|cargo|deno|gem|go) (?:install|run|get|add))\b|\bnpx (?!--no-install )/u;

test.each(all)('%s uses Actions by commit, and names their versions', (file) => {
  const used = [...readFileSync(file, 'utf8').matchAll(/^\s*(?:- )?uses: *(.*)$/gmu)].map(([, text = '']) => text);
  const own = used.filter((text) => !text.startsWith('./'));
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((text) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u.test(text))).toEqual([]);
});

test.each([...workflows, ...examples])('%s has no more permissions than it needs', (file) => {
  const text = readFileSync(file, 'utf8');
  const { permissions, jobs } = parse(text) as Workflow;
  expect(permissions).toEqual({ contents: 'read' });
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkouts.length).toBeGreaterThan(0);
  for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false });
  expect(text).not.toMatch(/pull_request_target|workflow_run/u);
});

test('only the job that publishes the site has more permissions', () => {
  const granted = [...workflows, ...examples].flatMap((file) =>
    Object.entries((parse(readFileSync(file, 'utf8')) as Workflow).jobs).flatMap(([name, { permissions }]) =>
      permissions === undefined ? [] : [{ file, name, permissions }],
    ),
  );
  const publish = { name: 'publish', permissions: { pages: 'write', 'id-token': 'write' } };
  expect(granted.filter(({ file }) => file.startsWith('.github'))).toEqual([
    { file: '.github/workflows/pages.yml', ...publish },
  ]);
  for (const { permissions } of granted) expect(permissions).toEqual(publish.permissions);
});

test.each(documents)('%s shows Actions by commit', (file) => {
  const used = [...readFileSync(file, 'utf8').matchAll(/^\s*(?:- )?uses: *(\S+)/gmu)].map(([, text = '']) => text);
  expect(used.filter((text) => !text.startsWith('./') && !/@[0-9a-f]{40}$/u.test(text))).toEqual([]);
});

test.each(all)('%s makes no expression a part of a shell command', (file) => {
  const { jobs, runs } = parse(readFileSync(file, 'utf8')) as Partial<Workflow> & { readonly runs?: Job };
  const steps = [...Object.values(jobs ?? {}), ...(runs === undefined ? [] : [runs])].flatMap((job) => job.steps ?? []);
  expect(steps.length).toBeGreaterThan(1);
  expect(steps.flatMap(({ run = '' }) => (run.includes('${{') ? [run] : []))).toEqual([]);
});

test.each(workflows)('%s installs locked dependencies without their scripts', (file) => {
  const installs = [...readFileSync(file, 'utf8').matchAll(/npm (?:ci|i|install)\b.*/gu)].map(([line]) => line);
  expect(installs.filter((line) => !line.startsWith('npm ci --ignore-scripts'))).toEqual([]);
});

test.each([
  'npx cowsay',
  'npx --yes cowsay',
  'npm exec cowsay',
  'npm add cowsay',
  'pnpm dlx cowsay',
  'yarn dlx cowsay',
  'bunx cowsay',
  'uvx cowsay',
  'pip3 install cowsay',
  'go install example.com/cowsay@latest',
  'wget -qO- https://cowsay.example | sh',
])('a command that loads something is found: %s', (command) => {
  expect(command).toMatch(LOADS);
  expect('npx --no-install conformance run').not.toMatch(LOADS);
});

test.each(all)('%s runs nothing that no lock file holds, and no script of an Action has an expression', (file) => {
  const { jobs, runs } = parse(readFileSync(file, 'utf8')) as Partial<Workflow> & { readonly runs?: Job };
  const steps = [...Object.values(jobs ?? {}), ...(runs === undefined ? [] : [runs])].flatMap((job) => job.steps ?? []);
  expect(steps.filter(({ run = '' }) => LOADS.test(run))).toEqual([]);
  expect(steps.filter((step) => JSON.stringify(step.with?.['script'] ?? '').includes('${{'))).toEqual([]);
});
