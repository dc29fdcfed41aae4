import type { ModelsForm } from '../../core/dialect/dialect.js';
import type { Exchange } from '../../core/model/exchange.js';
import { parseJson } from '../../core/wire/json.js';
import { describeSilence } from '../../core/wire/describe-silence.js';
import { hintAtPrefix } from './base-url.js';
import type { Send } from './send-attempts.js';

/** Names of models for other tasks than text generation. */
const OTHER_TASKS =
  /embed|whisper|tts|dall-e|moderation|rerank|transcri|speech|audio|image|diffusion|bge-|davinci|babbage/i;

/** A model, or the reason why none was found, and the exchange that shows it. */
export type FoundModel =
  | { readonly model: string; readonly exchange: Exchange }
  | { readonly model: null; readonly reason: string; readonly exchange: Exchange };

/** The longest model id that is sent in a request. */
const LONGEST_ID = 300;

type Headers = Readonly<Record<string, string>>;

/**
 * Requests the list of models and takes the first one that seems to generate text; else the first one.
 * @param headers those that every request of the spec needs
 */
export async function findModel(send: Send, models: ModelsForm, headers: Headers = {}): Promise<FoundModel> {
  const { path } = models;
  const exchange = await requestModels(send, path, headers);
  const { response } = exchange;
  const none = (reason: string): FoundModel => ({ model: null, reason, exchange });
  if (response === null) return none(`there was ${describeSilence(exchange)} to GET ${path}`);
  const { status } = response;
  if (status === 401 || status === 403)
    return none(`GET ${path} was refused with status ${status}: the API key is missing or invalid`);
  const hint = hintAtPrefix(exchange.request.url);
  if (status !== 200) return none(`GET ${path} was answered with status ${status}${hint}`);
  if (exchange.end === 'too-large') return none(`the list of GET ${path} is longer than what is read of an answer`);
  const ids = readModels(exchange, models);
  const model = ids.find((id) => !OTHER_TASKS.test(id)) ?? ids[0];
  return model === undefined ? none(`GET ${path} lists no model${hint}`) : { model, exchange };
}

/**
 * Requests the list of models: the ids in it, those that seem to generate text first. Empty if there is no list.
 * @param headers those that every request of the spec needs
 */
export async function listModels(send: Send, models: ModelsForm, headers: Headers = {}): Promise<readonly string[]> {
  const exchange = await requestModels(send, models.path, headers);
  if (exchange.response?.status !== 200 || exchange.end !== 'complete') return [];
  const ids = readModels(exchange, models);
  return [...ids.filter((id) => !OTHER_TASKS.test(id)), ...ids.filter((id) => OTHER_TASKS.test(id))];
}

function requestModels(send: Send, path: string, headers: Headers): Promise<Exchange> {
  const step = { method: 'GET', path, headers, auth: { kind: 'valid', scheme: null }, stream: false } as const;
  return send(step, { id: 0, case: 'models', step: 0, attempt: 0 });
}

function readModels({ response }: Exchange, models: ModelsForm): readonly string[] {
  const body = parseJson(Buffer.concat((response?.body ?? []).map(({ bytes }) => bytes)).toString());
  const listed = body.ok ? models.read(body.value) : [];
  return listed.filter((id) => id !== '' && id.length <= LONGEST_ID);
}
