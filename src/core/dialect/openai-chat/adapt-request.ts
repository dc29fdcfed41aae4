import type { JsonObject } from '../../model/json.js';
import { asArray, asNumber } from '../../wire/json.js';
import type { Adaptation, Declined } from '../dialect.js';

/** How much more a model gets that used up its tokens for prose before a call. */
const MORE = 4;

/**
 * The same request changed to what the model can do, in the order in which the changes are tried: a larger limit and a
 * forced call where the model wrote prose, a stop sequence from the text that it wrote, a schema with one value where the
 * text must contain certain characters, a smaller limit where the answer did not reach it.
 */
export function adaptRequest(body: JsonObject, declined: Declined): readonly Adaptation[] {
  const { stimulus, promises } = declined;
  const offersCalls = asArray(body['tools']).length > 0 && [undefined, 'auto'].includes(body['tool_choice'] as string);
  switch (stimulus) {
    case 'tool-call':
    case 'parallel-tool-calls':
      return offersCalls ? [...largerLimit(body, declined), ...forcedCall(body, promises)] : [];
    case 'cut-by-length':
      return offersCalls ? forcedCall(body, promises) : smallestLimit(body, declined);
    case 'stopped-by-sequence':
      return stopInText(body, declined);
    case 'non-ascii':
      return oneValue(body, declined);
    case 'several-outputs':
    case 'text':
    default:
      return [];
  }
}

type Promises = Declined['promises'];

function forcedCall(body: JsonObject, promises: Promises): readonly Adaptation[] {
  return promises('tool_choice.required') ? [{ body: { ...body, tool_choice: 'required' }, elicits: null }] : [];
}

function limitOf(body: JsonObject): readonly [name: string, tokens: number] | null {
  for (const name of ['max_tokens', 'max_completion_tokens']) {
    const tokens = asNumber(body[name]);
    if (tokens !== null) return [name, tokens];
  }
  return null;
}

function largerLimit(body: JsonObject, { cut }: Declined): readonly Adaptation[] {
  const limit = limitOf(body);
  return cut && limit !== null ? [{ body: { ...body, [limit[0]]: limit[1] * MORE }, elicits: null }] : [];
}

function smallestLimit(body: JsonObject, { elicits }: Declined): readonly Adaptation[] {
  const limit = limitOf(body);
  return limit !== null && limit[1] > 1 ? [{ body: { ...body, [limit[0]]: 1 }, elicits }] : [];
}

/** A word in the middle of the text, at its first occurrence; of a single word its second half; null for a shorter text. */
function middleWord(text: string): string | null {
  const words = [...text.matchAll(/(?<=[\p{L}\p{N}].*?\s)[\p{L}\p{N}]{2,}/gsu)].filter(
    ({ 0: word, index }) => text.indexOf(word) === index,
  );
  const [single] = /[\p{L}\p{N}]{4,}/u.exec(text) ?? [];
  return words[Math.floor((words.length - 1) / 2)]?.[0] ?? single?.slice(Math.ceil(single.length / 2)) ?? null;
}

function stopInText(body: JsonObject, { text }: Declined): readonly Adaptation[] {
  const word = middleWord(text);
  if (word === null) return [];
  const { stop } = body;
  // Of several sequences the others stay: none of them ended the text.
  const sequences = Array.isArray(stop) ? [...asArray(stop).slice(0, -1), word] : word;
  return [{ body: { ...body, stop: sequences }, elicits: text }];
}

function oneValue(body: JsonObject, { elicits, promises }: Declined): readonly Adaptation[] {
  if (elicits === null || body['response_format'] !== undefined || !promises('response_format.json_schema')) return [];
  const schema = {
    type: 'object',
    properties: { text: { type: 'string', enum: [elicits] } },
    required: ['text'],
    additionalProperties: false,
  };
  const format = { type: 'json_schema', json_schema: { name: 'text', strict: true, schema } };
  return [{ body: { ...body, response_format: format }, elicits: null }];
}
