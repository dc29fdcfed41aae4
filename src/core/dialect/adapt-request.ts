import type { Json, JsonObject } from '../model/json.js';
import { asArray, asNumber } from '../wire/json.js';
import type { Adaptation, Declined } from './dialect.js';

/** How a dialect writes what an adaptation changes. */
export interface AdaptationForm {
  /** The parameters that limit output tokens. */
  readonly tokenLimits: readonly string[];
  /** The parameter of stop sequences. */
  readonly stop: string;
  /** Whether that parameter may also be a single text. */
  readonly stopMayBeText: boolean;
  /** Whether this `tool_choice` leaves the choice to the model. */
  isAuto(choice: Json | undefined): boolean;
  /** The `tool_choice` that forces a call, and the feature that promises it. */
  readonly forced: { readonly feature: string; choice(given: Json | undefined): Json };
  /** The request whose answer can only contain this text; null if the dialect or the documents have no such request. */
  oneValue(body: JsonObject, text: string, promises: Declined['promises']): JsonObject | null;
}

/** How much more a model gets that used up its tokens for prose before a call. */
const MORE = 4;

/**
 * The same request changed to what the model can do, in the order in which the changes are tried: a larger limit and a
 * forced call if the model wrote prose, a stop sequence from the text that it wrote, a schema with one value if the text
 * must contain certain characters, a smaller limit if the answer did not reach it.
 */
export function adaptRequest(form: AdaptationForm, body: JsonObject, declined: Declined): readonly Adaptation[] {
  const { stimulus, promises } = declined;
  const offersCalls = asArray(body['tools']).length > 0 && form.isAuto(body['tool_choice']);
  switch (stimulus) {
    case 'tool-call':
    case 'parallel-tool-calls':
      return offersCalls ? [...largerLimit(form, body, declined), ...forcedCall(form, body, promises)] : [];
    case 'cut-by-length':
      return offersCalls ? forcedCall(form, body, promises) : smallestLimit(form, body, declined);
    case 'stopped-by-sequence':
      return stopInText(form, body, declined);
    case 'non-ascii':
      return oneValue(form, body, declined);
    case 'several-outputs':
    case 'text':
    default:
      return [];
  }
}

function forcedCall(
  { forced }: AdaptationForm,
  body: JsonObject,
  promises: Declined['promises'],
): readonly Adaptation[] {
  if (!promises(forced.feature)) return [];
  return [{ body: { ...body, tool_choice: forced.choice(body['tool_choice']) }, elicits: null }];
}

function limitOf({ tokenLimits }: AdaptationForm, body: JsonObject): readonly [name: string, tokens: number] | null {
  for (const name of tokenLimits) {
    const tokens = asNumber(body[name]);
    if (tokens !== null) return [name, tokens];
  }
  return null;
}

function largerLimit(form: AdaptationForm, body: JsonObject, { cut }: Declined): readonly Adaptation[] {
  const limit = limitOf(form, body);
  return cut && limit !== null ? [{ body: { ...body, [limit[0]]: limit[1] * MORE }, elicits: null }] : [];
}

function smallestLimit(form: AdaptationForm, body: JsonObject, { elicits }: Declined): readonly Adaptation[] {
  const limit = limitOf(form, body);
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

function stopInText(form: AdaptationForm, body: JsonObject, { text }: Declined): readonly Adaptation[] {
  const word = middleWord(text);
  if (word === null) return [];
  const stop = body[form.stop];
  // Of several sequences the others stay: none of them ended the text.
  const isText = form.stopMayBeText && !Array.isArray(stop);
  const sequences = isText ? word : [...asArray(stop).slice(0, -1), word];
  return [{ body: { ...body, [form.stop]: sequences }, elicits: text }];
}

function oneValue(form: AdaptationForm, body: JsonObject, { elicits, promises }: Declined): readonly Adaptation[] {
  const changed = elicits === null ? null : form.oneValue(body, elicits, promises);
  return changed === null ? [] : [{ body: changed, elicits: null }];
}
