import { judge } from '../../core/judge/judge.js';
import type { Case, Plan, Step } from '../../core/model/case.js';
import type { Exchange } from '../../core/model/exchange.js';
import type { Json } from '../../core/model/json.js';
import type { Spec } from '../../core/model/spec.js';
import { compileSchema } from '../../core/spec/validator.js';
import { credentialHeaders, findScheme } from '../../io/http/request-headers.js';
import { answer } from './answer.js';
import { REFERENCE_KEY } from '../serve.js';

/** Any moment will do: a rehearsal has the same outcome whenever it is held. */
const NOW = 1_770_000_000;

/**
 * Which claims each case of a plan puts to the test where the endpoint is faithful: every case is answered by the
 * reference provider of its first spec, without a socket, and judged. Names of claims carry their spec.
 */
export function rehearse(plan: Plan, specs: readonly Spec[]): readonly ReadonlySet<string>[] {
  const providers = new Map(specs.map((spec) => [spec.id, makeProvider(spec)]));
  return plan.cases.map((planned) => {
    const exchanges = providers.get(planned.specs[0] ?? '')?.(planned) ?? [];
    const own = specs.filter(({ id }) => planned.specs.includes(id));
    return new Set(
      own.flatMap((spec) => {
        const result = judge({ case: planned, spec, exchanges, controlWorks: true });
        return result.verdict === 'inconclusive' ? [] : result.observed.map((claim) => `${spec.id} ${claim}`);
      }),
    );
  });
}

function makeProvider(spec: Spec): (planned: Case) => readonly Exchange[] {
  const validator = spec.schemas.request === undefined ? null : compileSchema(spec.schemas.request);
  const prefix = spec.path.replace(/\/chat\/completions$/u, '');
  let serial = 0;
  const exchange = (planned: Case, step: Step, n: number): Exchange => {
    serial += 1;
    const text = step.rawBody ?? (step.body === undefined ? null : JSON.stringify(step.body));
    const headers = { ...(text === null ? {} : { 'content-type': 'application/json' }), ...step.headers };
    const reply = answer(
      {
        method: step.method,
        path: prefix + step.path,
        headers: { ...headers, ...keyOf(step, spec) },
        text: text ?? '',
      },
      {
        spec,
        key: REFERENCE_KEY,
        faults: [],
        serial,
        validate: (body: Json) => validator?.validate(body) ?? [],
        now: () => NOW + serial,
      },
    );
    const writes = step.hangUpAfter === undefined ? reply.writes : reply.writes.slice(0, step.hangUpAfter);
    const body = writes.map(({ data }, at) => ({
      ms: 5 + at,
      bytes: typeof data === 'string' ? new TextEncoder().encode(data) : data,
    }));
    return {
      id: serial,
      case: planned.id,
      step: n,
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
