import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/model/event.js';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { encodeEvent } from '../../../src/io/record/event-codec.js';
import { toHar } from '../../../src/io/har/write-har.js';
import { prepareRun } from '../../../src/run/prepare.js';
import { serveReference } from '../../../src/reference/serve.js';
import { run } from '../../../src/run/run.js';
import { specOf } from '../../support/specs-and-suites.js';
import { judgeFiles, resultsOf, verdictsOf } from './verdict-lines.js';

const dir = mkdtempSync(join(tmpdir(), 'conformance-judge-'));
afterAll(() => rmSync(dir, { recursive: true }));

let events: readonly RunEvent[] = [];
let exchanges: readonly Exchange[] = [];

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

const har = (some = exchanges): string => JSON.stringify(toHar(some, '0'));

beforeAll(async () => {
  // A reference provider of one spec, judged by another one too, diverges in many ways.
  const served = await serveReference({ spec: specOf('greenpt') });
  const prepared = await prepareRun({
    baseUrl: served.baseUrl,
    key: served.key,
    specs: ['greenpt', 'openai'],
    selection: { suites: ['basic', 'tools', 'errors', 'auth'], only: [] },
    concurrency: 4,
  });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.errors));
  const seen: RunEvent[] = [];
  for await (const event of run(prepared.value.options)) seen.push(event);
  await prepared.value.close();
  await served.close();
  events = seen;
  exchanges = seen.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []));
});

describe('a run of ours, judged again from what it recorded', () => {
  test('its HAR has the same verdicts and the same divergences', async () => {
    expect(verdictsOf(events).some((line) => line.includes('diverges'))).toBe(true);
    expect(verdictsOf(await judgeFiles([write('a.har', har())], ['greenpt', 'openai']))).toEqual(verdictsOf(events));
  });

  test('so has its results.ndjson, and a HAR that was packed', async () => {
    const lines = events.map((event) => `${encodeEvent(event)}\n`).join('');
    const files = [write('results.ndjson', lines), write('a.har.gz', gzipSync(har()))];
    for (const file of files) {
      expect(verdictsOf(await judgeFiles([file], ['greenpt', 'openai']))).toEqual(verdictsOf(events));
    }
  });

  test('by one of its specs it has that spec’s verdicts on the cases that were sent for it', async () => {
    const again = verdictsOf(await judgeFiles([write('a.har', har())], ['greenpt']));
    const before = verdictsOf(events).filter((line) => / greenpt: /.test(line));
    expect(again.filter((line) => !line.startsWith('captured/'))).toEqual(before);
  });

  test('a HAR of the verdicts on a HAR is judged like that one', async () => {
    const first = await judgeFiles([write('a.har', har())], ['openai']);
    const written = first.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []));
    const second = await judgeFiles([write('b.har', har(written))], ['openai']);
    const unnumbered = (lines: readonly string[]) =>
      lines.map((line) => line.replace(/^captured\/\d+/, 'captured')).toSorted();
    expect(unnumbered(verdictsOf(second))).toEqual(unnumbered(verdictsOf(first)));
  });

  test('by a spec that was not in the run nothing is lost: planned, captured or omitted', async () => {
    const judged = await judgeFiles([write('a.har', har())], ['cryptgpt']);
    const ids = new Set(resultsOf(judged).flatMap((result) => result.exchanges));
    const plan = judged.find((event) => event.type === 'plan');
    const omitted = plan?.omitted.map((each) => each.case.replace('.*', '.')) ?? [];
    const isReported = ({ case: name }: Exchange, at: number): boolean =>
      ids.has(at) || omitted.some((each) => name.startsWith(each) || each.startsWith(`captured/${at + 1}-`));
    expect(exchanges.flatMap((exchange, at) => (isReported(exchange, at) ? [] : [exchange.case]))).toEqual([]);
  });

  test('the same run twice is reported twice, under separate ids', async () => {
    const file = write('a.har', har());
    const twice = resultsOf(await judgeFiles([file, file], ['greenpt', 'openai']));
    expect(twice).toHaveLength(resultsOf(events).length * 2);
    expect(new Set(twice.map((result) => `${result.spec} ${result.case}`)).size).toBe(twice.length);
    // Combined requests that were discarded belong to no case.
    const own = exchanges.filter(({ joined }) => joined === undefined);
    expect(new Set(twice.flatMap((result) => result.exchanges)).size).toBe(own.length * 2);
  });
});
