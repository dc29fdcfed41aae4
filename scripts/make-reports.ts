// npm run reports [-- ID…]: runs every target, or the named targets, and writes reports/<id>/<version>.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { conformance, COMMAND, serve, type Serving } from './command.js';
import { install } from '../test/third-party/install.js';
import { targets } from './targets/index.js';
import type { ServerEndpoint, TargetScript } from './targets/target-script.js';

const KEY_ENV = 'CONFORMANCE_API_KEY';
const REFERENCE_KEY = 'sk-conformance-reference';

/** Each server has a fixed port: a target is identified by its base URL, and keeps its history with it. */
const FIRST_PORT = 41_800;

async function make(target: TargetScript): Promise<boolean> {
  const out = join('reports', target.id, target.version);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const common = [
    '--spec',
    target.specs.join(','),
    ...(target.model === null ? [] : ['--model', target.model]),
    '--out',
    out,
  ];
  const { endpoint } = target;
  const status =
    'reference' in endpoint
      ? await conformance(['run', '--reference', endpoint.reference, ...common], {}, 'ignore')
      : await runServer(endpoint, common, FIRST_PORT + 2 * targets.indexOf(target));
  // Every completed run is a report, whatever its verdict.
  if (status > 1) return false;
  const about = { name: target.name, version: target.version, url: target.url, spec: target.ownSpec };
  await writeFile(join(out, 'target.json'), `${JSON.stringify(about, null, 2)}\n`);
  await writeFile(join(out, 'README.md'), reproduce(target));
  // The record holds all of it; derived files that only repeat it would make the repository heavy.
  for (const name of ['exchanges.har', 'against.har', 'report.html', 'junit.xml'])
    await rm(join(out, name), { force: true });
  return true;
}

/** Starts a server, and the reference provider behind a gateway, and runs the cases against it. */
async function runServer(endpoint: ServerEndpoint, common: readonly string[], first: number): Promise<number> {
  const running: Serving[] = [];
  try {
    let upstream: string | null = null;
    if (endpoint.upstream !== null) {
      const port = first + 1;
      const args = [...COMMAND, 'serve', '--spec', endpoint.upstream.spec, '--port', `${port}`];
      running.push(await serve(process.execPath, args, {}, port));
      upstream = `http://127.0.0.1:${port}/v1`;
    }
    const port = first;
    const server = endpoint.start(port, upstream);
    running.push(await serve(server.command, server.args, server.env, port));
    const headers = endpoint.headers(upstream).flatMap((header) => ['--header', header]);
    const against = upstream === null ? [] : comparison(endpoint, upstream);
    const key = { [KEY_ENV]: endpoint.key === '' ? REFERENCE_KEY : endpoint.key };
    const args = ['run', '--base-url', endpoint.baseUrl(port), ...headers, ...against, ...common];
    return await conformance(args, key, 'ignore');
  } finally {
    for (const each of running.toReversed()) await each.stop();
  }
}

function comparison({ upstream }: ServerEndpoint, url: string): readonly string[] {
  if (upstream?.compare !== true) return [];
  return ['--against', url, ...(upstream.model === undefined ? [] : ['--against-model', upstream.model])];
}

function reproduce(target: TargetScript): string {
  return `# ${target.name} ${target.version}

Run it again from the top of the repository, at the version of the tool that \`report.json\` names:

\`\`\`sh
npm ci
npm run reports -- ${target.id}
\`\`\`

Hold what is here to its own evidence:

\`\`\`sh
npx conformance verify reports/${target.id}/${target.version}
\`\`\`
`;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !targets.some((target) => target.id === id));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no target ${unknown.join(', ')}; there are ${targets.map(({ id }) => id).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  for (const target of targets.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
    if (target.packages !== null) await install(target.packages);
    process.stderr.write(`${target.id} ${target.version}\n`);
    if (await make(target)) continue;
    process.stderr.write(`${target.id} could not be run\n`);
    process.exitCode = 1;
  }
}
