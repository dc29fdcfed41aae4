import { dialectOf } from '../../core/dialect/index.js';
import type { Spec } from '../../core/model/spec.js';
import { CONTROL_CASE } from '../../core/plan/case-ids.js';
import { readError } from '../../core/report/findings/error-signature.js';
import { quote } from '../../core/wire/quote.js';
import { listModels } from '../../io/http/find-model.js';
import { makeTransport } from '../../io/http/transport.js';
import { describeNoConnection } from '../../io/http/transport-error.js';
import { checkControl } from '../../run/preflight.js';
import { prepareRun } from '../../run/prepare.js';
import { explainStop, sentence } from '../run/explain-stop.js';
import { hideSecrets } from '../shared/guard-streams.js';
import { describeError } from '../shared/run-action.js';

/** What one request is sent to. */
export interface TriedEndpoint {
  readonly baseUrl: string;
  readonly keyEnv: string;
  readonly specs: readonly string[];
  /** Undefined for the one that the spec recommends. */
  readonly model: string | undefined;
}

/** A user waits at the terminal. In milliseconds. */
const TIMEOUTS = { total: 30_000, firstByte: 30_000, connect: 5000 };

/** The models that the endpoint lists; none if it cannot be reached. */
export async function findModels(baseUrl: string, keyEnv: string, spec: Spec): Promise<readonly string[]> {
  const transport = makeTransport({ baseUrl, key: keyOf(keyEnv), authSchemes: spec.auth, timeouts: TIMEOUTS });
  if (!transport.ok) return [];
  const models = await listModels(transport.value.send, dialectOf(spec).models, spec.headers);
  await transport.value.close();
  return models;
}

/** Sends the control request once. Returns null if it succeeds, else what failed and what to change. */
export async function tryRequest({ baseUrl, keyEnv, specs, model }: TriedEndpoint): Promise<string | null> {
  const key = keyOf(keyEnv);
  const selection = { suites: [], only: [CONTROL_CASE] };
  const prepared = await prepareRun({ baseUrl, key, specs, model, selection, timeouts: TIMEOUTS });
  if (!prepared.ok) return prepared.errors.map(describeError).join(' ');
  const { send } = prepared.value.options;
  try {
    const step = prepared.value.plan.cases[0]?.steps[0];
    if (step === undefined) return null;
    const exchange = await send(step, { id: 0, case: CONTROL_CASE, step: 0, attempt: 0 });
    const { response } = exchange;
    if (response === null) return sentence(describeNoConnection('the endpoint', exchange));
    const stopped = checkControl(exchange, 'the endpoint');
    const endpoint = { baseUrl, keyEnv, hasKey: key !== null, byFlags: false, send };
    if (stopped !== null) return await explainStop(stopped, exchange, endpoint);
    if (response.status < 400) return null;
    const text = Buffer.concat(response.body.map(({ bytes }) => bytes)).toString();
    const { message } = readError(response.status, text, exchange.request.body);
    return `The endpoint answered ${response.status}${message === null ? '' : ` ${quote(message)}`}.`;
  } finally {
    await prepared.value.close();
  }
}

function keyOf(name: string): string | null {
  const key = process.env[name] ?? '';
  hideSecrets([key]);
  return key === '' ? null : key;
}
