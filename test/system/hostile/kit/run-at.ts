import { onTestFinished } from 'vitest';
import type { RunEvent } from '../../../../src/core/model/event.js';
import type { Exchange } from '../../../../src/core/model/exchange.js';
import type { CaseResult } from '../../../../src/core/model/case-result.js';
import type { Limits, Timeouts } from '../../../../src/io/http/limits.js';
import { DEFAULT_RETRY, type RetryPolicy } from '../../../../src/io/http/send-attempts.js';
import { prepareRun } from '../../../../src/run/prepare.js';
import { run } from '../../../../src/run/run.js';
import { casesOf, specOf } from '../../../support/specs-and-suites.js';
import type { AtEnd } from './serve-hostile.js';

/** Short, so that what never ends is over soon; longer than a busy machine makes a run wait. */
const TIMEOUTS: Timeouts = { connect: 3000, firstByte: 4000, idle: 4000, total: 5000 };
/** As often as by default, after shorter waits. */
const RETRY: RetryPolicy = { ...DEFAULT_RETRY, waits: DEFAULT_RETRY.waits.map((wait) => wait / 10) };
const LIMITS: Limits = {
  bodyBytes: 1024 * 1024,
  allBytes: 64 * 1024 * 1024,
  headerBytes: 64 * 1024,
  events: 2000,
  pieces: 20_000,
};

/** A few cases: some are left alone, and show that the run went on. */
export const LEFT_ALONE: readonly string[] = ['basic/minimal', 'basic/several-turns', 'streaming/minimal'];
export const UNSTREAMED = targetCase('basic/system-message');
export const STREAMED = targetCase('streaming/counting');

/** A case, and the messages of its request as JSON. A server recognises the request by them. */
export interface TargetCase {
  readonly id: string;
  readonly marker: string;
}

function targetCase(id: string): TargetCase {
  const messages = casesOf(specOf('openai')).find((each) => each.id === id)?.steps[0]?.body?.['messages'];
  if (messages === undefined) throw new Error(`The plan has no request with messages of ${id}`);
  return { id, marker: JSON.stringify(messages) };
}

export interface Outcome {
  readonly events: readonly RunEvent[];
  readonly ended: Extract<RunEvent, { type: 'end' }> | undefined;
  result(id: string): CaseResult | undefined;
  exchange(id: string): Exchange | undefined;
  readonly ms: number;
}

/** A run of a few cases against a base URL, from the plan to the last event. */
export async function runAt(
  baseUrl: string,
  options: {
    readonly key?: string;
    readonly only?: readonly string[];
    readonly timeouts?: Partial<Timeouts>;
    readonly atEnd?: AtEnd | undefined;
  } = {},
): Promise<Outcome> {
  const { only = [...LEFT_ALONE, UNSTREAMED.id, STREAMED.id], atEnd = onTestFinished } = options;
  const prepared = await prepareRun({
    baseUrl,
    key: options.key ?? null,
    specs: ['openai'],
    model: 'reference',
    selection: { suites: [], only },
    timeouts: { ...TIMEOUTS, ...options.timeouts },
    limits: LIMITS,
  });
  if (!prepared.ok) throw new Error(prepared.errors.map(({ reason }) => reason).join('\n'));
  atEnd(() => prepared.value.close());
  const began = performance.now();
  const events: RunEvent[] = [];
  for await (const event of run({ ...prepared.value.options, retry: RETRY })) events.push(event);
  return {
    events,
    ended: events.flatMap((event) => (event.type === 'end' ? [event] : [])).at(-1),
    result: (id) =>
      events.flatMap((event) => (event.type === 'result' && event.result.case === id ? [event.result] : []))[0],
    exchange: (id) =>
      events
        .flatMap((event) => (event.type === 'exchange' && event.exchange.case === id ? [event.exchange] : []))
        .at(-1),
    ms: performance.now() - began,
  };
}
