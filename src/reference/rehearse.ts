import { defined } from '../core/model/defined.js';
import { dictatedTexts } from '../core/judge/dictated-texts.js';
import { judge } from '../core/judge/judge.js';
import type { CaseResult } from '../core/model/case-result.js';
import type { Case, Plan, Step } from '../core/model/case.js';
import type { Exchange } from '../core/model/exchange.js';
import type { Spec } from '../core/model/spec.js';
import { variationOf } from '../core/plan/vary-request.js';
import { findScheme, sentBody } from '../core/plan/sent-request.js';
import { credentialHeaders } from '../io/http/request-headers.js';
import { makeReference } from './index.js';
import { basePathOf } from './provider.js';
import { REFERENCE_KEY } from './serve.js';

/** A fixed time: a rehearsal has the same result at any time. */
const NOW = 1_770_000_000;

/**
 * The claims that each case of a plan tests against a correct endpoint: the reference provider of its first spec answers
 * every case, without a socket, and the answer is judged. Names of claims include their spec.
 */
export function rehearse(plan: Plan, specs: readonly Spec[]): readonly ReadonlySet<string>[] {
  return judgeReference(plan, specs).map(
    (results) =>
      new Set(
        results.flatMap(({ spec, verdict, observed }) =>
          verdict === 'inconclusive' ? [] : observed.map((claim) => `${spec} ${claim}`),
        ),
      ),
  );
}

/** The results of each case of a plan, answered by the reference provider of its first spec without a socket. */
export function judgeReference(plan: Plan, specs: readonly Spec[]): readonly (readonly CaseResult[])[] {
  const providers = new Map(specs.map((spec) => [spec.id, makeProvider(spec)]));
  const dictated = dictatedTexts(plan.cases);
  return plan.cases.map((planned) => {
    const exchanges = providers.get(planned.specs[0] ?? '')?.(planned) ?? [];
    const own = specs.filter(({ id }) => planned.specs.includes(id));
    return own.map((spec) => judge({ case: planned, spec, exchanges, controlWorks: true, dictated }));
  });
}

function makeProvider(spec: Spec): (planned: Case) => readonly Exchange[] {
  const prefix = basePathOf(spec);
  const respond = makeReference({ spec, key: REFERENCE_KEY, faults: [], now: (serial) => NOW + serial });
  let serial = 0;
  const exchange = (planned: Case, step: Step, n: number): Exchange => {
    serial += 1;
    const variation = variationOf(planned, [spec]);
    const text = sentBody(step);
    const headers = {
      ...defined({ 'content-type': text === null ? undefined : 'application/json' }),
      ...step.headers,
    };
    const reply = respond({
      method: step.method,
      path: prefix + step.path,
      headers: { ...headers, ...keyOf(step, spec) },
      text: text ?? '',
    });
    const writes = step.hangUpAfter === undefined ? reply.writes : reply.writes.slice(0, step.hangUpAfter);
    const body = writes.map(({ data }, at) => ({
      ms: 5 + at,
      bytes: typeof data === 'string' ? new TextEncoder().encode(data) : data,
    }));
    return {
      id: serial,
      case: planned.id,
      step: n,
      ...defined({ variation: variation ?? undefined }),
      attempt: 0,
      startedAt: new Date((NOW + serial) * 1000).toISOString(),
      request: {
        method: step.method,
        url: `http://127.0.0.1${prefix}${step.path}`,
        headers: Object.entries(headers),
        body: text,
        auth: step.auth,
      },
      response: { status: reply.status, statusText: '', headers: reply.headers, body, encoded: null },
      end: writes.length < reply.writes.length ? 'hung-up' : 'complete',
      endCode: null,
      ms: 6 + body.length,
      timed: true,
      raw: true,
    };
  };
  return (planned) => planned.steps.map((step, n) => exchange(planned, step, n));
}

function keyOf(step: Step, spec: Spec): Readonly<Record<string, string>> {
  const headers = credentialHeaders(step.auth, findScheme(spec.auth, step.auth.scheme), REFERENCE_KEY);
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
}
