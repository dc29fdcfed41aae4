import type { Exchange } from '../../core/model/exchange.js';
import { describeSilence } from '../../core/wire/describe-silence.js';
import { hintAtPrefix } from './base-url.js';
import type { Send } from './send.js';

/** Models that do not chat, by the names under which they are listed. */
const OTHER_WORK =
  /embed|whisper|tts|dall-e|moderation|rerank|transcri|speech|audio|image|diffusion|bge-|davinci|babbage/i;

/** A model to ask for, or why none could be found, and the exchange that says so. */
export type FoundModel =
  | { readonly model: string; readonly exchange: Exchange }
  | { readonly model: null; readonly reason: string; readonly exchange: Exchange };

/** Takes the first model of `GET /models` that looks as if it could chat; of those that do not, the first. */
export async function findModel(send: Send, path = '/models'): Promise<FoundModel> {
  const step = { method: 'GET', path, headers: {}, auth: { kind: 'valid', scheme: null }, stream: false } as const;
  const exchange = await send(step, { id: 0, case: 'models', step: 0, attempt: 0 });
  const { response } = exchange;
  const none = (reason: string): FoundModel => ({ model: null, reason, exchange });
  if (response === null) return none(`there was ${describeSilence(exchange)} to GET ${path}`);
  const { status } = response;
  if (status === 401 || status === 403)
    return none(`GET ${path} was refused for its key, or for want of one (${status})`);
  const hint = hintAtPrefix(exchange.request.url);
  if (status !== 200) return none(`GET ${path} was answered with status ${status}${hint}`);
  if (exchange.end === 'too-large') return none(`the list of GET ${path} is longer than what is read of an answer`);
  const ids = readIds(Buffer.concat(response.body.map(({ bytes }) => bytes)).toString());
  const model = ids.find((id) => !OTHER_WORK.test(id)) ?? ids[0];
  return model === undefined ? none(`GET ${path} lists no model${hint}`) : { model, exchange };
}

function readIds(text: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const list: unknown = typeof value === 'object' && value !== null && 'data' in value ? value.data : value;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
    return typeof id === 'string' && id !== '' && id.length <= 300 ? [id] : [];
  });
}
