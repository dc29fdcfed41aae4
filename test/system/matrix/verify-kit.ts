import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '../../../src/core/model/event.js';
import type { PartInput } from '../../../src/core/report/merge.js';
import type { Report } from '../../../src/core/model/report.js';
import { makeReport } from '../../../src/core/report/make-report.js';
import { encodeEvent } from '../../../src/io/record/event-codec.js';
import { jsonReport } from '../../../src/reporters/json.js';
import { prepareRun } from '../../../src/run/prepare.js';
import { findFaults } from '../../../src/reference/index.js';
import { REFERENCE_KEY, serveReference, type Served } from '../../../src/reference/serve.js';
import type { RunRequest } from '../../../src/run/run-request.js';
import { run, type RunOptions } from '../../../src/run/run.js';
import { verifyFolder } from '../../../src/verify/verify-folder.js';
import { valueOf } from '../../support/result.js';
import { specOf } from '../../support/specs-and-suites.js';

const now = new Date();

/** The events of a run against a reference provider. */
async function eventsOf(served: Served, request: Omit<RunRequest, 'baseUrl' | 'key'>): Promise<readonly RunEvent[]> {
  const prepared = await prepareRun({ baseUrl: served.baseUrl, key: REFERENCE_KEY, ...request });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.errors));
  const seen: RunEvent[] = [];
  for await (const event of run(prepared.value.options)) seen.push(event);
  await prepared.value.close();
  await served.close();
  return seen;
}

/** The events of a run of these suites, of all without a name; or of a quick run; or of one that repeats each case. */
export async function runOf({
  suites = [],
  quick,
  repeat,
}: { suites?: readonly string[]; quick?: true; repeat?: number } = {}): Promise<readonly RunEvent[]> {
  const faults = valueOf(findFaults(['cohere-native-finish-reason']));
  const served = await serveReference({ spec: specOf('gpt-ge'), faults });
  return eventsOf(served, { specs: ['gpt-ge'], selection: { suites, only: [] }, quick, repeat });
}

/** The events of a complete run with an upstream, which has another model. */
export async function runAgainst(models: { readonly own: string; readonly upstream: string }) {
  const served = await serveReference({ spec: specOf('gpt-ge') });
  const against = { baseUrl: served.baseUrl, key: REFERENCE_KEY, model: models.upstream };
  return eventsOf(served, { specs: ['gpt-ge'], model: models.own, against });
}

/**
 * The events of a run that did not complete, and of the run that resumed it.
 * @param next what happens after so many exchanges: the next request is sent, has no connection, or the run is left
 */
export async function resumedRunOf(next: (sent: number) => 'send' | 'refuse' | 'interrupt') {
  const served = await serveReference({ spec: specOf('gpt-ge') });
  const prepared = await prepareRun({ baseUrl: served.baseUrl, key: REFERENCE_KEY, specs: ['gpt-ge'] });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.errors));
  const { options } = prepared.value;
  let sent = 0;
  const send: RunOptions['send'] = async (step, context) => {
    sent += 1;
    const exchange = await options.send(step, context);
    return next(sent) === 'refuse'
      ? { ...exchange, response: null, end: 'refused', endCode: 'ECONNREFUSED' }
      : exchange;
  };
  const seen: RunEvent[] = [];
  for await (const event of run({ ...options, send })) {
    seen.push(event);
    if (next(seen.filter(({ type }) => type === 'exchange').length) === 'interrupt') break;
  }
  for await (const event of run({ ...options, before: seen.slice() })) seen.push(event);
  await prepared.value.close();
  await served.close();
  return seen;
}

/** The events of each part of a run. */
export async function partsOf(spec: string, parts: number): Promise<readonly PartInput[]> {
  const read: PartInput[] = [];
  const served = await serveReference({ spec: specOf(spec) });
  for (let index = 1; index <= parts; index += 1) {
    const shard = { index, of: parts };
    const prepared = valueOf(await prepareRun({ baseUrl: served.baseUrl, key: REFERENCE_KEY, specs: [spec], shard }));
    const seen: RunEvent[] = [];
    for await (const event of run(prepared.options)) seen.push(event);
    await prepared.close();
    read.push({ file: `part ${index}`, events: seen });
  }
  await served.close();
  return read;
}

/** A complete run of a reference provider with one fault. */
export const events: readonly RunEvent[] = await runOf();

interface Submission {
  readonly events?: readonly RunEvent[];
  /** Changes report.json after it was made. */
  readonly edit?: (report: Record<string, never>) => void;
  /** Changes the text of results.ndjson after it was made. */
  readonly rewrite?: (lines: string) => string;
  readonly tail?: string;
  readonly readme?: string;
  /** Other files of the folder. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly acceptsBuild?: boolean;
}

/** Writes a folder of a report and verifies it. */
export async function verify(given: Submission = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'verify-'));
  try {
    const record = given.events ?? events;
    const report = JSON.parse(JSON.stringify(makeReport(record))) as Record<string, never>;
    given.edit?.(report);
    const lines = record.map((event) => `${encodeEvent(event)}\n`).join('');
    await writeFile(join(folder, 'results.ndjson'), `${given.rewrite?.(lines) ?? lines}${given.tail ?? ''}`);
    await writeFile(join(folder, 'report.json'), jsonReport(report as unknown as Report));
    await writeFile(join(folder, 'README.md'), given.readme ?? 'How to reproduce');
    for (const [name, content] of Object.entries(given.files ?? {})) await writeFile(join(folder, name), content);
    const verification = valueOf(await verifyFolder(folder, now, { acceptsBuild: given.acceptsBuild }));
    return { ...verification, reasons: [...new Set(verification.refused.map(({ reason }) => reason))] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The events of the run with some changed, or without those for which `change` returns null. */
export const swap = (change: (event: RunEvent) => RunEvent | null): readonly RunEvent[] =>
  events.flatMap((event) => change(structuredClone(event)) ?? []);
