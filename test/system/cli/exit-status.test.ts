import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EXIT } from '../../../src/cli/shared/run-action.js';
import { REFERENCE_KEY } from '../../../src/reference/serve.js';
import { startFaultyGateway } from '../../unit/baseline/faulty-gateway.js';
import { conformance, startConformance } from '../e2e/support/conformance.js';
import { emptyFolder, readReport } from '../e2e/support/out-folder.js';
import { startGateway, type GatewayOptions } from '../../support/gateway.js';

const KEY = { CONFORMANCE_API_KEY: REFERENCE_KEY };
const ENTRY = `- case: basic/minimal
  spec: openai
  check: schema
  kind: missing-field
  place: body /created
  reason: old
`;

/** What a situation needs: an endpoint, a folder, flags. */
interface Situation {
  readonly means: string;
  readonly status: number;
  /** The flags of `run`, in addition to `--spec openai` and `--out`. */
  readonly flags: (folder: string) => Promise<readonly string[]>;
  readonly env?: Readonly<Record<string, string>>;
}

const TWO = ['--model', 'gpt-4o', '--only', 'basic/minimal', 'basic/limited'];
const faithful = async (): Promise<string> => (await startFaultyGateway(new Set())).baseUrl;
const diverging = async (): Promise<string> => (await startFaultyGateway(new Set(['no-created']))).baseUrl;

async function serveNothingElse(options: GatewayOptions): Promise<string> {
  const gateway = await startGateway('http://127.0.0.1:9', options);
  onTestFinished(() => gateway.close());
  return gateway.baseUrl;
}

const json = { 'content-type': 'application/json' };
const limited = {
  status: 429,
  headers: { ...json, 'retry-after': '3600' },
  body: '{"error":{"message":"m","type":"t","param":null,"code":null}}',
};

/** Every exit status of a run, by what leads to it. */
const TABLE: readonly Situation[] = [
  {
    means: 'nothing diverged, on sufficient evidence',
    status: 0,
    flags: async () => ['--base-url', await faithful(), ...TWO],
  },
  {
    means: 'nothing was to be sent',
    status: 0,
    flags: async () => ['--base-url', await faithful(), ...TWO, '--dry-run'],
  },
  {
    means: 'the baseline knows all that diverged',
    status: 0,
    flags: async (folder) => {
      writeFileSync(join(folder, 'b.yaml'), `${ENTRY}${ENTRY.replace('minimal', 'limited')}`);
      return ['--base-url', await diverging(), ...TWO, '--baseline', join(folder, 'b.yaml')];
    },
  },
  { means: 'something diverged', status: 1, flags: async () => ['--base-url', await diverging(), ...TWO] },
  {
    means: 'an entry of the baseline is stale',
    status: 1,
    flags: async (folder) => {
      writeFileSync(join(folder, 'b.yaml'), ENTRY);
      return ['--base-url', await faithful(), ...TWO, '--baseline', join(folder, 'b.yaml')];
    },
  },
  { means: 'a flag is unknown', status: 2, flags: () => Promise.resolve(['--bass-url', 'x']) },
  { means: 'no endpoint is named', status: 2, flags: () => Promise.resolve([]) },
  {
    means: 'a selector matches nothing',
    status: 2,
    flags: async () => ['--base-url', await faithful(), '--only', 'none/*'],
  },
  {
    means: 'a file is missing',
    status: 2,
    flags: async () => ['--base-url', await faithful(), '--baseline', 'none.yaml'],
  },
  {
    means: 'the endpoint cannot be reached',
    status: 2,
    flags: () => Promise.resolve(['--base-url', 'http://127.0.0.1:9/v1', ...TWO]),
  },
  {
    means: 'the key is not taken',
    status: 2,
    flags: async () => ['--base-url', await faithful(), ...TWO],
    env: { CONFORMANCE_API_KEY: 'sk-another-key' },
  },
  {
    means: 'too much is inconclusive',
    status: 3,
    flags: async () => ['--base-url', await serveNothingElse({ answer: () => ({ ...limited }) }), ...TWO],
  },
  {
    means: 'the budget left cases over',
    status: 3,
    flags: async () => ['--base-url', await faithful(), ...TWO, '--max-requests', '1'],
  },
];

/** The first situation of each status is that of a separate process, as a shell sees it. */
const isFirst = (situation: Situation): boolean =>
  TABLE.find(({ status }) => status === situation.status) === situation;

describe('the exit status of a run', { timeout: 60_000 }, () => {
  it.each(TABLE)('is $status where $means', async (situation) => {
    const { status, flags, env = KEY } = situation;
    const folder = emptyFolder();
    const args = ['run', '--spec', 'openai', '--out', join(folder, 'run'), ...(await flags(folder))];
    const ran = await (isFirst(situation) ? startConformance(args, env).ended : conformance(args, env));
    expect({ status: ran.status, ran: ran.stdout + ran.stderr }).toMatchObject({ status });
    // Whatever fails says why, on stderr or in the report.
    expect(ran.stdout + ran.stderr).not.toBe('');
  });

  it('is 130 where it was interrupted, with what was done until then written', async () => {
    const gateway = await startFaultyGateway(new Set(), 300);
    const out = join(emptyFolder(), 'run');
    const args = ['run', '--spec', 'openai', '--model', 'gpt-4o', '--base-url', gateway.baseUrl, '--out', out];
    const running = startConformance([...args, '--concurrency', '1'], KEY);
    while (gateway.requests.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    running.child.kill('SIGINT');
    expect((await running.ended).status).toBe(130);
    const { run, totals } = readReport(out);
    expect(run.complete).toBe(false);
    expect(totals.conforms).toBeGreaterThan(0);
    expect(totals.notRun).toBeGreaterThan(0);
  });

  it('has a situation here for every status that there is', () => {
    expect([...new Set([...TABLE.map(({ status }) => status), 130])].toSorted((a, b) => a - b)).toEqual(
      Object.values(EXIT).toSorted((a, b) => a - b),
    );
  });
});
