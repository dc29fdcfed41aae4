// npm run clients:compare -- TARGET…: runs the clients against targets of reports/ that are gateways, and prints what the
// published report predicts for each client next to what came. The clients must be installed: npm run clients.
import { createServer, request, type Server } from 'node:http';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CLIENT_TASKS, type ClientTask } from '../../src/core/clients/measured-client.js';
import { writeOutcome } from '../../src/core/clients/parse-clients.js';
import { makeReport } from '../../src/core/report/make-report.js';
import { loadClients } from '../../src/io/files/load-clients.js';
import { loadSpecs } from '../../src/io/files/load-specs.js';
import { provideSchemaEngines } from '../../src/io/files/schema-engines.js';
import { readEvents } from '../../src/io/record/read-events.js';
import type { Reply, Request } from '../../src/reference/reply.js';
import { REFERENCE_KEY, serveReplies } from '../../src/reference/serve.js';
import { install } from '../../test/third-party/install.js';
import { freePort, serve } from '../command.js';
import { targets } from '../targets/index.js';
import type { ServerEndpoint, TargetScript } from '../targets/target-script.js';
import { clients, ENDPOINTS, type ClientScript } from './clients.js';
import { compareResults, type TaskResult } from './compare-results.js';
import { settle, type Driver } from './measure.js';
import { makeReplies } from './measured-reference.js';
import { clientPackages, installClients } from './start-measuring.js';

provideSchemaEngines();

// Libraries leave promises behind when a response is not what they expect.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);

/** A task that takes longer hangs, in milliseconds. */
const LIMIT = 8000;

/** What a report predicts for a client: the tasks that fail, by the effect. */
async function predict(target: TargetScript, client: ClientScript): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const read = await readEvents(join('reports', target.id, target.version, 'results.ndjson'));
  const report = read.ok ? makeReport(read.value.events, loadClients()) : null;
  const version = clientPackages().versionOf(client.installedAs ?? client.client);
  const found = new Map<string, Set<string>>();
  for (const { impact } of report?.findings ?? []) {
    const own = impact?.clients.find((each) => each.client === client.client && each.version === version);
    if (own?.effect !== 'breaks' && own?.effect !== 'may-break') continue;
    const tasks = found.get(own.effect) ?? new Set();
    for (const { task } of own.tasks) tasks.add(task);
    found.set(own.effect, tasks);
  }
  return found;
}

function describe(
  predicted: ReadonlyMap<string, ReadonlySet<string>>,
  outcomes: ReadonlyMap<string, string>,
): string {
  const failing = [...outcomes].flatMap(([task, outcome]) => (outcome === 'works' ? [] : [task]));
  const claims = [...predicted].map(([effect, tasks]) => {
    const held = [...tasks].filter((task) => failing.includes(task)).length;
    return `  ${effect}: ${held} of ${tasks.size} tasks fail (${[...tasks].join(' ')})\n`;
  });
  const claimed = new Set([...predicted.values()].flatMap((tasks) => [...tasks]));
  const missed = failing.filter((task) => !claimed.has(task));
  const lines = [...outcomes].map(([task, outcome]) => `  - ${task}: ${outcome}\n`);
  return `${claims.join('') || '  no claim\n'}  not predicted: ${missed.join(' ') || 'none'}\n${lines.join('')}`;
}

/** Passes requests on to a port, with further headers. */
function addHeaders(port: number, headers: readonly string[]): Server {
  const added = Object.fromEntries(headers.map((line) => line.split(/: (.*)/u).slice(0, 2)));
  return createServer((incoming, outgoing) => {
    const sent = request(
      { port, method: incoming.method, path: incoming.url, headers: { ...incoming.headers, ...added } },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    sent.once('error', () => outgoing.destroy());
    incoming.pipe(sent);
  });
}

async function perform(run: (() => Promise<unknown>) | undefined): Promise<TaskResult> {
  if (run === undefined) return 'hangs';
  const late = new Promise<TaskResult>((resolve) => setTimeout(() => resolve('hangs'), LIMIT).unref());
  return Promise.race([settle(run), late]);
}

async function compare(target: TargetScript, endpoint: ServerEndpoint): Promise<void> {
  const { specs } = await loadSpecs();
  const upstreamSpec = specs.find(({ id }) => id === endpoint.upstream?.spec);
  const spec = specs.find(({ id }) => id === target.specs[0]);
  if (upstreamSpec === undefined || spec === undefined) throw new Error(`${target.id} is no gateway`);
  let reply: (received: Request) => Reply = makeReplies(upstreamSpec, 'answer', null);
  const upstream = await serveReplies((received) => reply(received));
  const [port, entry] = [await freePort(), await freePort()];
  const server = endpoint.start(port, `${upstream.origin}/v1`);
  const serving = await serve(server.command, server.args, server.env, port);
  const proxy = addHeaders(port, endpoint.headers(`${upstream.origin}/v1`)).listen(entry, '127.0.0.1');
  const direct = await serveReplies((received) => faithful(received));
  let faithful: (received: Request) => Reply = makeReplies(spec, 'answer', null);
  const own = ENDPOINTS.get(spec.dialect)?.model ?? '';
  for (const client of clients.filter(({ dialect }) => dialect === spec.dialect)) {
    const file = join(clientPackages().installed, 'drivers', `${client.driver}.mjs`);
    const { connect } = (await import(pathToFileURL(file).href)) as Driver;
    const key = endpoint.key === '' ? REFERENCE_KEY : endpoint.key;
    const basePath = new URL(endpoint.baseUrl(entry)).pathname;
    const tasks = connect({ baseUrl: `http://127.0.0.1:${entry}${basePath}`, key, model: target.model ?? own });
    const expected = connect({ baseUrl: `${direct.origin}/v1`, key: REFERENCE_KEY, model: own });
    const predicted = await predict(target, client);
    const outcomes = new Map<string, string>();
    for (const task of CLIENT_TASKS.filter((each: ClientTask) => tasks[each] !== undefined)) {
      faithful = makeReplies(spec, task, null);
      reply = makeReplies(upstreamSpec, task, null);
      const wanted = await perform(expected[task]);
      const result = await perform(tasks[task]);
      const value = typeof wanted === 'object' && 'value' in wanted ? wanted.value : null;
      outcomes.set(task, writeOutcome(compareResults(value, result)));
    }
    process.stdout.write(`${target.id} ${client.driver}\n${describe(predicted, outcomes)}`);
  }
  proxy.closeAllConnections();
  proxy.close();
  await Promise.all([serving.stop(), upstream.close(), direct.close()]);
}

const node = await installClients();
if (node !== process.execPath && process.versions.node.split('.')[0] !== '22') {
  // The clients need a newer Node than this package.
  execFileSync(node, process.argv.slice(1), { stdio: 'inherit' });
} else {
  for (const target of targets.filter(({ id }) => process.argv.slice(2).includes(id))) {
    if (target.packages !== null) await install(target.packages);
    if (!('reference' in target.endpoint)) await compare(target, target.endpoint);
  }
  process.exit(0);
}
