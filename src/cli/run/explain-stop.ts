import { dialectOfRequest } from '../../core/dialect/index.js';
import type { RunEnded } from '../../core/model/event.js';
import type { Exchange } from '../../core/model/exchange.js';
import { readRequest } from '../../core/dialect/read-answer.js';
import { quote } from '../../core/wire/quote.js';
import { listModels } from '../../io/http/find-model.js';
import { serverWords, textOf } from '../../run/server-words.js';
import type { Send } from '../../io/http/send-attempts.js';

/** The endpoint of a run that stopped before its cases were sent. */
export interface StoppedEndpoint {
  readonly baseUrl: string;
  /** The variable that holds the key. */
  readonly keyEnv: string;
  readonly hasKey: boolean;
  /** Whether the user gave the values as flags, which advice then names, or in a dialog. */
  readonly byFlags: boolean;
  readonly send: Send;
}

/** So many models of the endpoint are named. */
const MOST_MODELS = 8;

/**
 * Explains in one or two sentences why a run could not begin: what the server answered, in its own words, and what to
 * change. May send `GET /models` once, to name models or the version prefix that the base URL lacks.
 * @param control the last exchange of the control case; null if there was none
 */
export async function explainStop(
  { reason, detail }: NonNullable<RunEnded['stopped']>,
  control: Exchange | null,
  endpoint: StoppedEndpoint,
): Promise<string> {
  const status = control?.response?.status ?? 0;
  if (control === null || status === 0) return sentence(detail);
  const answered = `${status}${serverWords(control)}`;
  const by = (flag: string): string => withFlag(endpoint, flag);
  if (reason === 'unauthorized' && (status === 401 || status === 403))
    return `The endpoint rejected the request: ${answered}. ${keyAdvice(endpoint)}`;
  if (reason === 'unauthorized')
    return `The endpoint rejected the request: ${answered}. The account has no credit left: add some, or name the key of another one${by('--key-env')}.`;
  if (reason !== 'not-the-api') return sentence(detail);
  const model = refusedModel(control, status);
  if (model !== null) {
    const models = await modelsOf(endpoint, control, '');
    const known = models.length === 0 ? '' : ` The endpoint lists ${someOf(models)}.`;
    return `The endpoint rejected the model ${quote(model, 60)}: ${answered}.${known} Name another${by('--model')}.`;
  }
  if (status >= 300 && status < 400) return sentence(detail);
  if (!hasVersion(endpoint.baseUrl) && (await modelsOf(endpoint, control, '/v1')).length > 0)
    return `The base URL lacks its version prefix (${answered}). Try ${endpoint.byFlags ? '--base-url ' : ''}${withVersion(endpoint.baseUrl)}`;
  if (status < 400) return sentence(detail);
  const prefix = hasVersion(endpoint.baseUrl) ? '' : ', which usually ends with a version prefix such as /v1';
  return `The endpoint has no such path or no such model: ${answered}. Check ${endpoint.byFlags ? '--model and --base-url' : 'the model and the endpoint'}${prefix}.`;
}

function keyAdvice(endpoint: StoppedEndpoint): string {
  const { keyEnv, hasKey } = endpoint;
  const begin = hasKey ? `Check the key in ${keyEnv}` : `No key was sent: set ${keyEnv} to the key`;
  return `${begin}, or name another variable${withFlag(endpoint, '--key-env')}.`;
}

function withFlag({ byFlags }: StoppedEndpoint, flag: string): string {
  return byFlags ? ` with ${flag}` : '';
}

function refusedModel(control: Exchange, status: number): string | null {
  const dialect = dialectOfRequest(control.request);
  const request = readRequest(control.request.body);
  return dialect.refusesModel({ status, text: textOf(control), request })
    ? dialect.request.read(request ?? {}).model
    : null;
}

async function modelsOf({ send }: StoppedEndpoint, control: Exchange, prefix: string): Promise<readonly string[]> {
  const { models } = dialectOfRequest(control.request);
  return listModels(send, { ...models, path: prefix + models.path });
}

function someOf(models: readonly string[]): string {
  const named = models.slice(0, MOST_MODELS).map((model) => quote(model, 60));
  const more = models.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function hasVersion(baseUrl: string): boolean {
  return /\/v\d/u.test(new URL(baseUrl).pathname);
}

function withVersion(baseUrl: string): string {
  const url = new URL(baseUrl);
  return `${url.origin}${url.pathname.replace(/\/$/u, '')}/v1${url.search}`;
}

/** Words with a capital letter and a full stop. */
export function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/u.test(text) ? '' : '.'}`;
}
