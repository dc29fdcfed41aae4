import type { Answer } from '../../../answer.js';
import type { Mismatch } from '../../../messages.js';
import { asArray, asString } from '../../../../wire/json.js';
import { placeOf } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { chatReply } from '../../chat-reply.js';
import { entriesOf, isChunkStream, type StreamEntry } from './stream.js';

const FIELDS = ['content', 'reasoning_content', 'refusal'];
const REPLACEMENT = '\ufffd';
/** Half of a surrogate pair, as JSON contains it after the escape `\ud83c`. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

interface Text {
  readonly chunk: number | null;
  readonly at: string;
  readonly text: string;
  /** Whether a limit of tokens ended the choice here, which may cut a character for good reason. */
  readonly cut: boolean;
}

/** No character of the text is lost between two tokens or two writes. */
export const splitCharacter = defineCheck({
  id: 'split-character',
  title: 'No character is split',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['malformed-utf8'],
  consequenceOf: ['sse-utf8', 'json-document'],
  consequences: ['decoded-once', 'text-altered'],
  explain: {
    what: 'The text contains no U+FFFD, which a decoder writes if the bytes of a character arrive in two pieces and each is decoded alone, and no chunk contains half of a surrogate pair, which no Unicode encoding can represent. Both are checked if an answer has more than ASCII.',
    causes:
      'Tokens that end inside a character, decoded one by one; reads of a socket decoded one by one; text that is cut by UTF-16 units.',
    falseAlarm:
      'A model may write U+FFFD on purpose, and a small one may join halves of characters. Answers at a temperature above 1 are not judged. The last character of an answer that a token limit cut is allowed.',
    seen: ['Luce-Org/lucebox#641', 'elizaOS/eliza#30904', 'openclaw/openclaw#115536'],
  },
  applies: (input) =>
    // Most answers are ASCII from end to end, and need not be taken apart to see it.
    mayBeForeign(input.answer) && !isWild(input) && textsOf(input).some(({ text }) => /[^\u0000-\u007f]/u.test(text)),
  *judge(input) {
    const texts = textsOf(input);
    for (const { chunk, at, text, cut } of texts) {
      // Some decoders write the mark once for each byte that came of it.
      const judged = cut ? text.replace(/\ufffd+$/u, '') : text;
      const found = judged.indexOf(REPLACEMENT);
      if (found === -1) continue;
      const around = text.slice(Math.max(0, found - 10), found + 10);
      yield { code: 'character-lost', args: { text: around }, at: placeOf(chunk, at) };
    }
    const halved = texts.find(({ text, cut }) => !cut && HALF.test(text));
    if (halved) yield half(halved);
  },
});

/** Whether a text of an answer may hold other than ASCII, as it is or escaped. */
function mayBeForeign({ text, bytes, invalidUtf8At }: Answer): boolean {
  return text.length !== bytes.length || invalidUtf8At !== null || text.includes('\\u');
}

/** Sampling so wild that a model joins halves of characters which do not belong together. */
function isWild({ answer: { request } }: CheckInput): boolean {
  const temperature = request?.['temperature'];
  return typeof temperature === 'number' && temperature > 1;
}

function half({ chunk, at, text }: Text): Mismatch {
  return { code: 'surrogate-half', args: { unit: HALF.exec(text)?.[0] ?? '' }, at: placeOf(chunk, at) };
}

function textsOf(input: CheckInput): readonly Text[] {
  const { answer } = input;
  if (isChunkStream(input)) {
    const speaking = entriesOf(input).flatMap((entry) => wordsIn(entry).map((words) => ({ ...entry, ...words })));
    const last = new Map(speaking.map(({ ownIndex, chunk }) => [ownIndex, chunk]));
    const ended = input.reply.outputs.filter(({ finish }) => finish.reason === 'length');
    const ends = new Set(ended.map(({ index }) => index));
    return speaking.map(({ chunk, pointer, ownIndex, text, place }) => {
      const cut = last.get(ownIndex) === chunk && ends.has(ownIndex ?? 0);
      return { chunk, at: `${pointer}/delta${place}`, text, cut };
    });
  }
  if (!answer.succeeded || !answer.body.ok) return [];
  return chatReply(input).entries.flatMap(({ choice, pointer }) =>
    FIELDS.map((field) => {
      const text = asString(member(member(choice, 'message'), field)) ?? '';
      const cut = member(choice, 'finish_reason') === 'length';
      return { chunk: null, at: `${pointer}/message/${field}`, text, cut };
    }),
  );
}

interface Words {
  readonly text: string;
  /** The pointer within the delta. */
  readonly place: string;
}

/** What a delta says, in words and in the arguments of calls. */
function wordsIn({ delta }: StreamEntry): readonly Words[] {
  const said = FIELDS.map((field) => ({ place: `/${field}`, value: member(delta ?? {}, field) }));
  const called = asArray(member(delta ?? {}, 'tool_calls')).map((call, n) => ({
    place: `/tool_calls/${n}/function/arguments`,
    value: member(member(call, 'function'), 'arguments'),
  }));
  return [...said, ...called].flatMap(({ place, value }) => {
    const text = asString(value) ?? '';
    return text === '' ? [] : [{ text, place }];
  });
}
