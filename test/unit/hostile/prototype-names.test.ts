import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/model/event.js';
import { mergeParts } from '../../../src/core/report/merge.js';
import { makeReport } from '../../../src/core/report/make-report.js';
import { verifyRun } from '../../../src/core/report/verify-run.js';
import { decodeBody } from '../../../src/io/http/decode-body.js';
import { describeNoConnection } from '../../../src/io/http/transport-error.js';
import { decodeEvent } from '../../../src/io/record/event-codec.js';
import { reporters } from '../../../src/reporters/index.js';
import { RUNS_MANY } from '../../support/property-runs.js';
import { SAMPLES } from '../fuzz/samples.js';

/** Names that every object inherits. */
const NAMES = ['prototype', 'then', ...Object.getOwnPropertyNames(Object.prototype)];

/** A value with one of its strings replaced, for each of them. */
function* withName(value: unknown, name: string): Generator {
  if (typeof value === 'string') yield name;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    for (const changed of withName(member, name)) {
      yield Array.isArray(value)
        ? value.map((each: unknown, n) => (String(n) === key ? changed : each))
        : { ...value, [key]: changed };
    }
  }
}

/** Each name is in every fourth place, so that each place has several names; in CI it is in all of them. */
const STEP = RUNS_MANY ? 1 : 4;

test.each(NAMES.map((name, n) => [name, n] as const))(
  'a record with %s in any place is read, reported, merged and verified',
  (name, first) => {
    const lines = SAMPLES.ndjson.trimEnd().split('\n');
    let place = first;
    let tried = 0;
    for (const [n, line] of lines.entries()) {
      for (const changed of withName(JSON.parse(line), name)) {
        place += 1;
        if (place % STEP !== 0) continue;
        const decoded = lines.map((each, at) => decodeEvent(at === n ? changed : JSON.parse(each)));
        if (!decoded.every((each) => each.ok)) continue;
        const events: readonly RunEvent[] = decoded.map(({ value }) => value);
        const report = makeReport(events);
        if (report === null) continue;
        const options = { color: false, width: 80, notes: true, gate: { failOn: 'should' } } as const;
        for (const reporter of Object.values(reporters)) expect(reporter(report, options)).toBeTypeOf('string');
        expect(mergeParts([{ file: 'a', events }]).ok).toBe(false);
        const folder = {
          torn: null,
          files: new Map<string, string>(),
          unread: [],
          unknown: [],
          rewritten: null,
          derive: () => null,
        };
        const limits = { quickChoice: null, mostAttempts: 3 };
        const input = { report, events, ...folder, ...limits, specs: [], suites: [], now: new Date() };
        const tool = { name: 'llm-conformance', version: '0', released: new Map<string, string>() };
        expect(verifyRun({ ...input, tool }).refused.length).toBeGreaterThan(0);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(30 / STEP);
  },
);

test.each(NAMES)('a content coding and an error code of the name %s are unknown ones', async (name) => {
  const body = [{ ms: 1, bytes: new Uint8Array([1]) }];
  expect(await decodeBody(body, name, 100)).toEqual({ body, encoded: null, fault: null });
  expect(describeNoConnection('it', { end: 'refused', endCode: name })).toBe(`no connection to it (${name})`);
});
