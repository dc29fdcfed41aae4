import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/model/report.js';
import { conformance, type Ran } from '../system/e2e/support/conformance.js';
import { divergenceLines } from '../system/e2e/support/divergence-lines.js';
import { readGolden, type KnownDivergence } from '../system/e2e/support/golden.js';
import { readReport } from '../system/e2e/support/out-folder.js';
import { complaints } from '../system/e2e/support/schema-of-report.js';
import { thirdParties } from './servers/index.js';
import { startServer, type Started } from './start-server.js';

/** The known divergences of a server: written by hand, each verified against the bytes. */
interface Golden {
  readonly divergences: readonly KnownDivergence[];
  readonly inconclusive: Readonly<Record<string, string>>;
}

describe.each(thirdParties)('$name $version', (server) => {
  const golden = readGolden(new URL(`golden/${server.id}.yaml`, import.meta.url)) as Golden;
  const folder = mkdtempSync(join(tmpdir(), 'conformance-third-party-'));
  let started: Started;
  let ran: Ran;
  let report: Report;

  beforeAll(async () => {
    started = await startServer(server);
    const { baseUrl, headers } = started;
    const out = join(folder, 'run');
    const args = ['--base-url', baseUrl, '--spec', server.specs.join(','), '--model', server.model ?? '', '--out', out];
    const routing = headers.flatMap((header) => ['--header', header]);
    ran = await conformance(['run', ...args, ...routing], { CONFORMANCE_API_KEY: server.endpoint.key });
    report = readReport(out);
  });
  afterAll(async () => {
    await started.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('diverges as is known, in nothing more and nothing less', () => {
    expect(ran.status).toBe(1);
    expect([...divergenceLines(report.results).keys()]).toEqual(golden.divergences.map(({ line }) => line).toSorted());
    expect(golden.divergences.filter(({ note }) => note.trim() === '')).toEqual([]);
  });

  it('leaves open what is known to be left open', () => {
    const open = report.results.flatMap(({ case: id, inconclusive }) =>
      inconclusive === null ? [] : [[id, inconclusive.reason]],
    );
    expect(Object.fromEntries(open)).toEqual(golden.inconclusive);
    expect(report.notRun).toEqual([]);
    expect(complaints(report)).toEqual([]);
  });
});
