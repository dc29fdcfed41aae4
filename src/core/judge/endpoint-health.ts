import type { Case, Step } from '../model/case.js';
import type { Exchange } from '../model/exchange.js';
import type { Json } from '../model/json.js';
import { lacksCredit, wrapsClientError } from '../checks/outcome/client-error.js';
import { dialectOfStep } from '../dialect/index.js';
import { readOnce } from '../dialect/read-answer.js';
import { FEWEST_IN_OUTAGE } from '../model/tolerances.js';
import { asArray, asObject } from '../wire/json.js';

/** Whether the endpoint of a run works at all, by the exchanges of one case after the other. */
export interface EndpointHealth {
  /** Takes in a case that was sent, with all its exchanges. */
  take(planned: Case, exchanges: readonly Exchange[]): void;
  /** Whether some request that should be accepted was, or one that presents the right key elsewhere. */
  works(): boolean;
  /** Whether a case can be judged now: it got an answer. If it got none, only the complete run shows the reason. */
  isSettled(planned: Case, exchanges: readonly Exchange[]): boolean;
  /**
   * Whether the endpoint is known to work for a case, once all cases were taken in. False for a case that failed during an
   * outage: consecutive failures, with or without a successful retry, either at the end of the run, or in the middle if a
   * request of the same kind was answered at another time. A server that fails on every request of one kind has no
   * outage, however many of them are consecutive.
   */
  worksFor(planned: Case, exchanges: readonly Exchange[]): boolean;
}

/** An attempt at a step of a case: the last one, or one that failed. */
interface Sent {
  readonly id: number;
  /** Alike for the steps of one sending of the case. */
  readonly sending: number;
  readonly traits: Traits;
  readonly failed: boolean;
  /** Whether no other attempt came after it. */
  readonly last: boolean;
  /** Whether it shows that requests of its kind are answered. */
  readonly answered: boolean;
}

/** Begins with nothing known. What it says follows from the exchanges alone, in whatever order they are taken in. */
export function trackEndpointHealth(): EndpointHealth {
  const sent = new Map<number, Sent>();
  let last = -1;
  let sendings = 0;
  let outages: ReadonlySet<number> | null = null;
  const isSettled = (planned: Case, exchanges: readonly Exchange[]): boolean =>
    exchanges.length > 0 && lastOfSteps(exchanges).every((exchange) => !isFailure(planned, exchange));
  return {
    take(planned, exchanges) {
      const counts = planned.expects === 'accepted' || presentsKeyElsewhere(planned);
      for (const exchange of counts ? exchanges : []) if (isAnswer(exchange)) last = Math.max(last, exchange.id);
      const answers = lastOfSteps(exchanges);
      for (const exchange of exchanges.filter(({ followUp }) => followUp === undefined)) {
        const failed = isFailure(planned, exchange);
        const isLast = answers.includes(exchange);
        // A failure that was made good shows as well when the endpoint was out.
        if (!failed && !isLast) continue;
        const answered = counts && isAnswer(exchange);
        const step = planned.steps[exchange.step];
        const traits: Traits = step === undefined ? new Set(['unplanned']) : requestTraits(step, planned.mistake);
        sent.set(exchange.id, { id: exchange.id, sending: sendings, traits, failed, last: isLast, answered });
      }
      sendings += 1;
      outages = null;
    },
    works: () => last >= 0,
    isSettled,
    worksFor(planned, exchanges) {
      if (last < 0 || isSettled(planned, exchanges)) return last >= 0;
      outages ??= findOutages([...sent.values()], last);
      return !lastOfSteps(exchanges).some(({ id }) => outages?.has(id));
    },
  };
}

/** The ids of what failed in an outage. `last`: when a request was answered for the last time that should be. */
function findOutages(sent: readonly Sent[], last: number): ReadonlySet<number> {
  const kinds = sent.filter(({ answered }) => answered).map(({ traits }) => traits);
  const isKnown = ({ traits }: Sent): boolean => {
    const all = [...traits];
    return kinds.some((kind) => all.every((trait) => kind.has(trait)));
  };
  const rows: Sent[][] = [[]];
  for (const each of sent.toSorted((a, b) => a.id - b.id)) {
    if (each.failed) rows.at(-1)?.push(each);
    // After the last answer nothing shows that the endpoint has come back.
    else if (each.answered || each.id <= last) rows.push([]);
  }
  const outages = rows.filter(
    (row) =>
      new Set(row.map(({ sending }) => sending)).size >= FEWEST_IN_OUTAGE &&
      ((row[0]?.id ?? -1) > last || row.some((each) => each.last && isKnown(each))),
  );
  return new Set(outages.flat().map(({ id }) => id));
}

/** An answer to the right key in a header that is not documented shows that the key is right, and the endpoint at work. */
function presentsKeyElsewhere({ steps }: Case): boolean {
  return steps.some(({ auth }) => auth.kind === 'foreign');
}

function isAnswer({ end, response }: Exchange): boolean {
  const status = response?.status ?? 0;
  return end === 'complete' && status >= 200 && status < 300;
}

/** No response, one that broke off, a 5xx that is not the 4xx of an upstream, a key or an account that is no longer good. */
function isFailure({ expects }: Case, exchange: Exchange): boolean {
  const { response, end } = exchange;
  if (response === null) return true;
  const { status } = response;
  if (status >= 500 && wrapsClientError(readOnce(exchange))) return false;
  const unpaid = status === 402 && lacksCredit(readOnce(exchange));
  const refused = expects === 'accepted' && (status === 401 || unpaid || status === 403);
  return refused || status >= 500 || status === 408 || end === 'closed' || end === 'reset';
}

/** The last attempt at the planned request of each step. */
function lastOfSteps(exchanges: readonly Exchange[]): readonly Exchange[] {
  const planned = exchanges.filter(({ followUp }) => followUp === undefined);
  return [...new Map(planned.map((exchange) => [exchange.step, exchange])).values()];
}

/** In words that are alike for what is alike. */
export type Traits = ReadonlySet<string>;

/** Parameters, besides the token limits, whose value is different in every case. */
const ANY_VALUE = ['model', 'seed', 'user'];

/** A longer value is represented by the name of its parameter. */
const LONGEST = 40;

/**
 * The traits that make steps of cases similar: the operation, the parameters with their values, and the kinds of messages
 * and parts. Not the text of the messages.
 */
export function requestTraits(
  { method, path, headers, body, rawBody, auth, stream }: Step,
  mistake: Case['mistake'],
): Traits {
  const { prompt, tokenLimits } = dialectOfStep({ method, path, headers }).request;
  const { [prompt]: messages, ...parameters } = body ?? {};
  const anyValue = new Set([...ANY_VALUE, ...tokenLimits]);
  return new Set([
    `mistake ${mistake}`,
    `${method} ${path}`,
    `auth ${auth.kind} ${auth.scheme}`,
    `stream ${stream}`,
    ...(rawBody === undefined ? [] : ['raw']),
    ...Object.entries(parameters).map(([name, value]) => (anyValue.has(name) ? name : `${name} ${brief(value)}`)),
    ...asArray(messages).flatMap(traitsOfMessage),
  ]);
}

function traitsOfMessage(message: Json): readonly string[] {
  const { role, content, ...others } = asObject(message) ?? {};
  const parts = Array.isArray(content) ? asArray(content).map((part) => brief(asObject(part)?.['type'])) : [];
  return [`role ${brief(role)}`, ...parts.map((part) => `part ${part}`), ...Object.keys(others)];
}

function brief(value: Json | undefined): string {
  const text = JSON.stringify(value ?? null);
  return text.length > LONGEST ? '' : text;
}
