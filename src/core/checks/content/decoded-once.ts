import { FEWEST_MISREAD } from '../../model/tolerances.js';
import { defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { placeIn } from '../../dialect/reply.js';

/** The text is not UTF-8 decoded as Latin-1. */
export const decodedOnce = defineCheck({
  id: 'decoded-once',
  title: 'Text is decoded as UTF-8 once',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['malformed-utf8'],
  consequenceOf: ['sse-utf8', 'json-document', 'sse-data-json'],
  explain: {
    what: 'If the prompt has characters beyond ASCII, the text does not contain them as the Latin-1 characters of their UTF-8 bytes: “Ã¼” instead of “ü”. A divergence needs two such characters that do not also occur correctly.',
    causes:
      'A gateway or a client library that decodes the answer of the upstream in the encoding of its platform, and encodes it as UTF-8.',
    falseAlarm: 'A prompt that requests wrongly decoded text without containing any.',
    seen: ['langchain4j/langchain4j#3108'],
  },
  applies: (input) =>
    answered(input) &&
    foreignTo(input.requested.promptText).length >= FEWEST_MISREAD &&
    input.reply.outputs.some(({ text }) => /[^\u0000-\u007f]/u.test(text.text)),
  *judge({ reply, requested }) {
    const characters = foreignTo(requested.promptText);
    for (const { text } of reply.outputs) {
      const content = text.text;
      const misread = characters.filter((each) => content.includes(inLatin1(each)) && !content.includes(each));
      const [first] = misread;
      if (first === undefined || misread.length < FEWEST_MISREAD) continue;
      const args = { character: first, as: inLatin1(first), text: content };
      yield { code: 'text-misread', args, at: placeIn(text, content.indexOf(args.as)) };
    }
  },
});

/** The characters of a prompt that are not ASCII, and that it does not hold misread as well. */
function foreignTo(prompt: string): readonly string[] {
  return [...new Set(prompt.match(/[^\u0000-\u007f\ud800-\udfff]/gu))].filter(
    (each) => isAlike(inLatin1(each)) && !prompt.includes(inLatin1(each)),
  );
}

/** A character as those that its bytes in UTF-8 are in Latin-1. */
function inLatin1(character: string): string {
  return encodeURIComponent(character).replaceAll(/%(..)/g, (_, byte: string) =>
    String.fromCharCode(parseInt(byte, 16)),
  );
}

/** Whether Latin-1 and the encoding of Windows, which differ from 0x80 to 0x9f, read the bytes alike. */
const isAlike = (text: string): boolean => !/[\u0080-\u009f]/.test(text);
