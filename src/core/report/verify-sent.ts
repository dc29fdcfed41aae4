import type { Step } from '../model/case.js';
import type { RunEvent } from '../model/event.js';
import type { Exchange } from '../model/exchange.js';
import type { Spec } from '../model/spec.js';
import { DEFAULT_AGENT, findScheme, recordedAuth, recordedHeaders, sentBody } from '../plan/sent-request.js';
import { bodyText } from '../plan/vary-request.js';
import { parseJson } from '../wire/json.js';
import { firstDifference } from './first-difference.js';

/** What the transport of a run adds to the requests of its plan. */
export interface VerifyTransport {
  readonly specs: readonly Spec[];
  /** The possible values of `user-agent`. */
  readonly agents: readonly string[];
}

/** What the transport of a recorded run adds to its requests. */
export function transportOf(events: readonly RunEvent[], specs: readonly Spec[]): VerifyTransport {
  const [run] = events;
  const agents = run?.type === 'run' ? [`${run.tool.name}/${run.tool.version}`, DEFAULT_AGENT] : [DEFAULT_AGENT];
  return { specs, agents };
}

/** Whether an exchange recorded the request of a step: its form, method, headers, credentials and body. */
export function sends(exchange: Exchange, step: Step, { specs, agents }: VerifyTransport): boolean {
  const { request, variation } = exchange;
  if (step.variation !== variation || !sendsBody(exchange, step)) return false;
  if (!agents.some((agent) => isEqual(recordedHeaders(step, agent), request.headers))) return false;
  const schemes = specs.flatMap(({ auth }) => auth);
  if (step.auth.scheme !== null && !schemes.some(({ id }) => id === step.auth.scheme)) return false;
  // Only the record states whether headers of the user contained credentials.
  const { beside: _, ...auth } = request.auth;
  return isEqual(recordedAuth(step.auth, findScheme(schemes, step.auth.scheme)), auth);
}

/** Whether an exchange recorded the method and the body of a step. Members of combined bodies may have another order. */
export function sendsBody({ request, variation }: Exchange, step: Step): boolean {
  const { method, body: sent } = request;
  if (step.method !== method) return false;
  if (sent === null || step.rawBody !== undefined || step.body === undefined) return sent === sentBody(step);
  const parsed = parseJson(sent);
  if (!parsed.ok || !isEqual(step.body, parsed.value)) return false;
  return sent === bodyText(JSON.parse(sent) as typeof step.body, variation);
}

function isEqual(expected: unknown, recorded: unknown): boolean {
  return firstDifference(JSON.parse(JSON.stringify(expected)), recorded) === null;
}
