import type { Case, Step } from '../model/case.js';
import { type Exchange, exchangeOfCase } from '../model/exchange.js';
import type { Json } from '../model/json.js';
import { asArray, limitDepth, parseJson, isObject } from '../wire/json.js';
import { dialectOfRequest, dialectOfStep } from '../dialect/index.js';

/**
 * The exchanges of a run that belong to a planned case: they were sent for it, with the requests of its steps. Of two for
 * the same attempt at the same step, the one with the identical request is taken, otherwise the first. A combined request
 * is taken if the case has no separate one.
 */
export function matchPlanned(planned: Case, exchanges: readonly Exchange[]): readonly Exchange[] {
  const served = exchanges.flatMap((exchange) => exchangeOfCase(exchange, planned.id) ?? []);
  const taken = new Map<string, { readonly exchange: Exchange; readonly exact: boolean }>();
  for (const exchange of served) {
    const step = planned.steps[exchange.step];
    // What follows a planned request differs from it on purpose.
    if (exchange.followUp !== undefined) continue;
    const place = `${exchange.step} ${exchange.attempt}`;
    const known = taken.get(place);
    if (exchange.joined === true || step === undefined || known?.exact === true || !isMeant(exchange, step)) continue;
    const exact = isRequestOf(exchange, step, false);
    const nearly = known === undefined && !isAboutLimit(planned) && isRequestOf(exchange, step, true);
    if (exact || nearly) taken.set(place, { exchange, exact });
  }
  if (taken.size > 0) {
    const steps = new Set([...taken.values()].map(({ exchange: { step } }) => step));
    const followUps = served.filter(({ followUp, step }) => followUp !== undefined && steps.has(step));
    return [...[...taken.values()].map(({ exchange }) => exchange), ...followUps];
  }
  return served.filter((exchange) => {
    const step = planned.steps[exchange.step];
    return exchange.joined === true && step !== undefined && isMeant(exchange, step) && containsStep(exchange, step);
  });
}

/** Whether the case is about a token limit, so that the name of the limit in the request matters. */
function isAboutLimit({ about, stimulus, steps }: Case): boolean {
  return tokenLimits(steps[0]).includes(about) || stimulus === 'cut-by-length';
}

/** Whether the request goes where the step goes, with the key presented as it does. */
function isMeant({ request }: Exchange, step: Step): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  if (request.method !== step.method || request.auth.kind !== step.auth.kind) return false;
  if (dialectOfRequest(request) !== dialectOfStep(step)) return false;
  return path.endsWith(step.path.split('?', 1)[0] ?? '');
}

function isRequestOf({ request }: Exchange, step: Step, withAnyLimit: boolean): boolean {
  if (step.rawBody !== undefined) return request.body === step.rawBody;
  if (step.body === undefined) return (request.body ?? '') === '';
  const parsed = parseJson(request.body ?? '');
  if (!parsed.ok) return false;
  const sent = { value: step.answerAt === undefined ? parsed.value : withoutAnswer(parsed.value, step) };
  return withAnyLimit
    ? same(withoutLimit(sent.value, step), withoutLimit(step.body, step))
    : same(sent.value, step.body);
}

/** The body of a request without the answer that it continues and the results of its calls. */
function withoutAnswer(body: Json, step: Step): Json {
  if (!isObject(body)) return body;
  const { answerAt = 0, body: planned = {} } = step;
  const { prompt } = dialectOfStep(step).request;
  const messages = asArray(body[prompt]);
  const inserted = messages.length - asArray(planned[prompt]).length;
  return { ...body, [prompt]: [...messages.slice(0, answerAt), ...messages.slice(answerAt + Math.max(0, inserted))] };
}

/** Whether a combined request contains all members of the step's request. */
function containsStep({ request }: Exchange, { body }: Step): boolean {
  const sent = parseJson(request.body ?? '');
  if (body === undefined || !sent.ok || !isObject(sent.value)) return false;
  const members = sent.value;
  return Object.keys(body).every(
    (name) => Object.hasOwn(members, name) && same(members[name] ?? null, body[name] ?? null),
  );
}

/** The body without token limits: their names and values depend on the order of the specs. */
function withoutLimit(body: Json, step: Step): Json {
  const limits = tokenLimits(step);
  return isObject(body) ? Object.fromEntries(Object.entries(body).filter(([name]) => !limits.includes(name))) : body;
}

function tokenLimits(step: Step | undefined): readonly string[] {
  return step === undefined ? [] : dialectOfStep(step).request.tokenLimits;
}

/** Equal as JSON, whatever the order of keys. */
function same(a: Json, b: Json): boolean {
  return JSON.stringify(sorted(limitDepth(a))) === JSON.stringify(sorted(limitDepth(b)));
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
