import { keyMarker } from '../../src/core/model/key-marker.js';
import type { Case, Step } from '../../src/core/model/case.js';
import type { Exchange, ReceivedResponse } from '../../src/core/model/exchange.js';
import type { Spec } from '../../src/core/model/spec.js';
import { bodyText, variationOf, variedHeaders } from '../../src/core/plan/vary-request.js';
import { dialectOf } from '../../src/core/dialect/index.js';
import { nextFollowUp, sendingsOf } from '../../src/core/judge/follow-ups.js';
import { failsBySome } from '../../src/core/judge/judge.js';
import { findScheme } from '../../src/core/plan/sent-request.js';
import { credentialHeaders } from '../../src/io/http/request-headers.js';
import type { Fault } from '../../src/reference/fault.js';
import { makeReference } from '../../src/reference/index.js';
import { basePathOf } from '../../src/reference/provider.js';
import type { Reply } from '../../src/reference/reply.js';

const KEY = 'sk-conformance-reference';
/** When every answer is sent. */
const NOW = new Date(1_770_000_000 * 1000).toUTCString();
/** How long a test's client waits for a silent server, in milliseconds. */
const PATIENCE = 30_000;

/** A reference provider without a socket: requests in, exchanges out, in no time at all. */
export interface InProcess {
  /** Every step of a case, asked and answered. */
  ask(testCase: Case): readonly Exchange[];
  /** The reply to one step, for what has to go over a socket. */
  reply(step: Step): Reply;
}

/** What shows a fault only as bytes of a connection: raw messages, lengths that lie, compressed bodies. */
export function needsSocket(reply: Reply): boolean {
  const header = (name: string): string | undefined =>
    reply.headers.find(([other]) => other.toLowerCase() === name)?.[1];
  const length = reply.writes.reduce((sum, { data }) => sum + Buffer.byteLength(data), 0);
  const declared = header('content-length');
  return (
    reply.raw === true ||
    header('content-encoding') !== undefined ||
    (declared !== undefined && Number(declared) !== length)
  );
}

/** Answers cases as the reference provider of a spec does, with these faults. */
export function makeInProcess(spec: Spec, faults: readonly Fault[] = []): InProcess {
  const prefix = basePathOf(spec);
  const respond = makeReference({ spec, key: KEY, faults, now: (serial) => 1_770_000_000 + serial });
  const reply = (step: Step): Reply =>
    respond({
      method: step.method,
      path: prefix + step.path,
      headers: headersOf(step, spec),
      text: textOf(step) ?? '',
    });
  return {
    reply,
    ask: (testCase) =>
      testCase.steps.flatMap((step, n) => {
        const variation = variationOf(testCase, [spec]);
        const varied = variation === null ? step : { ...step, variation };
        const place = { case: testCase.id, step: n, url: prefix };
        const exchanges = [toExchange(reply(varied), varied, place)];
        // What a run sends because of the response.
        for (;;) {
          const next = nextFollowUp(
            testCase,
            varied,
            [spec],
            sendingsOf(exchanges, dialectOf(spec)),
            failsBySome(testCase, [spec]),
          );
          if (next === null) return exchanges;
          const { number } = next.followUp;
          const exchange = toExchange(reply(next.step), next.step, place);
          exchanges.push({ ...exchange, id: n + 100 * number, followUp: next.followUp });
        }
      }),
  };
}

function headersOf(step: Step, spec: Spec): Record<string, string> {
  const credentials = Object.fromEntries(
    step.auth.kind === 'foreign'
      ? [['x-api-key', KEY]]
      : credentialHeaders(step.auth, findScheme(spec.auth, step.auth.scheme), KEY),
  );
  const lower = step.auth.kind === 'lower-case';
  return {
    ...(textOf(step) === null ? {} : { 'content-type': 'application/json' }),
    ...Object.fromEntries(
      Object.entries(credentials).map(([name, value]) => [
        name,
        lower ? value.replace(/^\w+ /u, (s) => s.toLowerCase()) : value,
      ]),
    ),
    ...variedHeaders(step),
    ...step.headers,
  };
}

const textOf = (step: Step): string | null =>
  step.rawBody ?? (step.body === undefined ? null : bodyText(step.body, step.variation));

function toExchange(
  reply: Reply,
  step: Step,
  { case: id, step: n, url }: { readonly case: string; readonly step: number; readonly url: string },
): Exchange {
  let ms = 5;
  const writes = step.hangUpAfter === undefined ? reply.writes : reply.writes.slice(0, step.hangUpAfter);
  const body = writes.map(({ afterMs, data }) => ({
    ms: (ms += afterMs),
    bytes: typeof data === 'string' ? new TextEncoder().encode(data.replaceAll(KEY, keyMarker(KEY.length))) : data,
  }));
  const silent = reply.end === 'hang';
  const response: ReceivedResponse = {
    status: reply.status,
    statusText: '',
    // Servers write it; over a socket Node does.
    headers: reply.raw === true ? reply.headers : [...reply.headers, ['date', NOW]],
    body,
    encoded: null,
  };
  return {
    id: n,
    case: id,
    step: n,
    ...(step.variation === undefined ? {} : { variation: step.variation }),
    attempt: 0,
    startedAt: '2026-11-20T12:00:00.000Z',
    request: {
      method: step.method,
      url: `http://127.0.0.1:8080${url}${step.path}`,
      headers: Object.entries({
        ...(textOf(step) === null ? {} : { 'content-type': 'application/json' }),
        ...variedHeaders(step),
        ...step.headers,
      }),
      body: textOf(step),
      auth: { kind: step.auth.kind, scheme: step.auth.scheme },
    },
    response,
    end: endOf(reply, step),
    endCode: null,
    ms: silent ? ms + PATIENCE : ms + 1,
    timed: true,
    readDelay: 0,
    raw: true,
  };
}

function endOf(reply: Reply, step: Step): Exchange['end'] {
  if (step.hangUpAfter !== undefined && reply.writes.length > step.hangUpAfter) return 'hung-up';
  if (reply.end === 'destroy') return 'closed';
  return reply.end === 'hang' ? 'timeout-idle' : 'complete';
}
