import type { Case, Step } from '../model/case.js';
import type { Exchange } from '../model/exchange.js';
import type { Json } from '../model/json.js';
import { cutDeep } from '../spec/cut-deep.js';
import { parseJson } from '../wire/parse-json.js';
import { isObject } from '../wire/narrow.js';

/**
 * The exchanges of a run that are those of a planned case: they name it, and ask what its steps ask. Of two that stand
 * for the same attempt at the same step the first is taken.
 */
export function matchPlanned(planned: Case, exchanges: readonly Exchange[]): readonly Exchange[] {
  const taken = new Map<string, Exchange>();
  for (const exchange of exchanges) {
    const step = planned.steps[exchange.step];
    const place = `${exchange.step} ${exchange.attempt}`;
    if (exchange.case !== planned.id || step === undefined || taken.has(place) || !asks(exchange, step)) continue;
    taken.set(place, exchange);
  }
  return [...taken.values()];
}

/** Parameters that the order of the specs decides, and that no check takes from the plan. */
const BY_SPEC: ReadonlySet<string> = new Set(['max_tokens', 'max_completion_tokens']);

function asks({ request }: Exchange, step: Step): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  if (request.method !== step.method || request.auth.kind !== step.auth.kind) return false;
  if (!path.endsWith(step.path.split('?', 1)[0] ?? '')) return false;
  if (step.rawBody !== undefined) return request.body === step.rawBody;
  if (step.body === undefined) return (request.body ?? '') === '';
  const sent = parseJson(request.body ?? '');
  return 'value' in sent && same(withoutLimit(sent.value), withoutLimit(step.body));
}

function withoutLimit(body: Json): Json {
  if (!isObject(body)) return body;
  const limits = [...BY_SPEC].flatMap((name) => (Object.hasOwn(body, name) ? [body[name] ?? null] : []));
  const rest = Object.entries(body).filter(([name]) => !BY_SPEC.has(name));
  return { ...Object.fromEntries(rest), limits };
}

/** Equal as JSON, whatever the order of keys. */
function same(a: Json, b: Json): boolean {
  return JSON.stringify(sorted(cutDeep(a))) === JSON.stringify(sorted(cutDeep(b)));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((each: Json) => sorted(each));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}
