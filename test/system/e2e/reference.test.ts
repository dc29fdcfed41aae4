import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReport } from '../../../src/core/report/make-report.js';
import type { Report } from '../../../src/core/model/report.js';
import { loadClients } from '../../../src/io/files/load-clients.js';
import { readEvents } from '../../../src/io/record/read-events.js';
import { REFERENCE_KEY } from '../../../src/reference/serve.js';
import { conformance, type Ran } from './support/conformance.js';
import { readGolden } from './support/golden.js';
import { readLines, readReport } from './support/out-folder.js';
import { complaints } from './support/schema-of-report.js';
import { valueOf } from '../../support/result.js';
import { someOf } from '../../support/property-runs.js';

const untested = readGolden(new URL('golden/untested.yaml', import.meta.url)) as Record<string, Record<string, string>>;

describe.each(someOf(['openai', 'greenpt', 'cryptgpt', 'generalcompute', 'gpt-ge'], 2))(
  'the reference provider of %s',
  (spec) => {
    const out = join(mkdtempSync(join(tmpdir(), 'conformance-reference-')), 'run');
    let ran: Ran;
    let report: Report;

    beforeAll(async () => {
      ran = await conformance(['run', '--reference', spec, '--spec', spec, '--out', out]);
      report = readReport(out);
    });
    afterAll(() => rmSync(join(out, '..'), { recursive: true, force: true }));

    it('honours its documents: nothing diverges, every case is conclusive', () => {
      expect(ran).toMatchObject({ status: 0 });
      const problems = report.results.flatMap(({ case: id, divergences, inconclusive }) => [
        ...divergences.filter(({ level }) => level !== 'note').map(({ sentence }) => `${id}: ${sentence}`),
        ...(inconclusive === null ? [] : [`${id}: ${inconclusive.detail}`]),
      ]);
      expect(problems).toEqual([]);
      expect(report.run.complete).toBe(true);
      expect(report.notRun).toEqual([]);
    });

    it('meets every claim that a case can put to the test', () => {
      const of = (status: string): readonly string[] =>
        report.claims.filter((claim) => claim.status === status).map(({ id }) => id);
      expect(of('broken')).toEqual([]);
      expect(of('untested').toSorted()).toEqual(Object.keys(untested[spec] ?? {}).toSorted());
      expect(of('met').length).toBeGreaterThan(50);
    });

    it('leaves a report that its schema accepts and whose numbers agree', () => {
      expect(complaints(report)).toEqual([]);
      const { totals, results, omitted, run, specs } = report;
      const lines = readLines(out);
      const planned = lines.flatMap((line) => (line.type === 'plan' ? line.cases : []));
      expect(specs.map(({ id }) => id)).toEqual([spec]);
      expect(totals).toEqual({
        conforms: results.length,
        diverges: 0,
        inconclusive: 0,
        omitted: omitted.length,
        ...(report.skipped === undefined ? {} : { skipped: report.skipped.length }),
        notRun: 0,
      });
      expect(results.map((result) => result.case).toSorted()).toEqual(planned.map(({ id }) => id).toSorted());
      const exchanges = lines.flatMap((line) => (line.type === 'exchange' ? [line.exchange] : []));
      expect(run.requests).toBe(exchanges.length);
      const judged = new Set(results.flatMap((result) => result.exchanges));
      expect([...judged].toSorted((a, b) => a - b)).toEqual(exchanges.map(({ id }) => id).toSorted((a, b) => a - b));
    });

    it('leaves files that only the user can read, derived from events that can be read back', async () => {
      const files = readdirSync(out);
      expect(files).toEqual(expect.arrayContaining(['exchanges.har', 'report.json', 'report.md', 'results.ndjson']));
      expect(statSync(out).mode & 0o777).toBe(0o700);
      const open = files.filter((file) => (statSync(join(out, file)).mode & 0o777) !== 0o600);
      expect(open).toEqual([]);
      const leaking = files.filter((file) => readFileSync(join(out, file), 'utf8').includes(REFERENCE_KEY));
      expect(leaking).toEqual([]);
      const read = valueOf(await readEvents(join(out, 'results.ndjson')));
      expect(read).toMatchObject({ torn: null });
      expect(makeReport(read.events, loadClients())).toEqual(report);
      const har = JSON.parse(readFileSync(join(out, 'exchanges.har'), 'utf8')) as { log: { entries: unknown[] } };
      expect(har.log.entries).toHaveLength(report.run.requests);
    });
  },
);
