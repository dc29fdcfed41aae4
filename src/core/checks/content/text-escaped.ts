import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { placeIn } from '../../dialect/reply.js';
import { FEWEST_ESCAPES, SHORTEST_REPEATED } from '../../model/tolerances.js';
import { answered } from '../answered.js';
import { argumentStrings, type ContainedText } from '../calls/argument-strings.js';
import { ENTITY, undoEntities } from './html-entities.js';

/** Texts and arguments that the prompt dictates are not escaped. */
export const textEscaped = defineCheck({
  id: 'text-escaped',
  title: 'Text is not escaped again',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  params: { type: 'object', properties: { of: { enum: ['text', 'arguments'] } }, additionalProperties: false },
  consequenceOf: ['content-increments', 'tool-call-leak', 'json-document'],
  explain: {
    what: 'If an answer, or a string in the arguments of a call, is a text of the prompt in escaped form (`&lt;` for `<`, `\\n` for a line break, `%20` for a space), it is reported. At least two characters must be escaped, and the prompt must contain the text unescaped and not escaped. `of` names what a claim is about.',
    causes: 'A gateway that escapes text for HTML or for a URL, or that writes a JSON string into another one.',
    falseAlarm: 'A model may escape a text by itself. The prompts of the suites do not give a reason to do so.',
    seen: [],
  },
  applies: (input, { with: given }) =>
    answered(input) && input.requested.promptText !== '' && textsOf(input, given.of).length > 0,
  *judge(input, { with: given }) {
    const { promptText } = input.requested;
    for (const { text, placed } of textsOf(input, given.of)) {
      const found = escapedForm(text.trim(), promptText);
      if (found === null) continue;
      const offset = Math.max(0, placed.text.search(found.pattern));
      yield {
        code: 'text-escaped',
        args: { form: found.form, text, wanted: found.wanted },
        at: placeIn(placed, offset),
      };
    }
  },
});

/** The texts of an answer, and the strings in the arguments of its calls. */
function textsOf({ reply }: CheckInput, of: 'text' | 'arguments' | undefined): readonly ContainedText[] {
  return reply.outputs.flatMap(({ text, calls }) => [
    ...(of === 'arguments' || text.text === '' ? [] : [{ text: text.text, placed: text }]),
    ...(of === 'text' ? [] : calls.flatMap(argumentStrings)),
  ]);
}

/** A way to escape text: its name, what it looks like, and how it is undone. */
interface Form {
  readonly form: string;
  readonly pattern: RegExp;
  readonly undo: (text: string) => string;
}

const ESCAPE = /\\(?:u([\da-f]{4})|([nrt"\\/]))/giu;
const CONTROLS: ReadonlyMap<string, string> = new Map<string, string>([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const FORMS: readonly Form[] = [
  {
    form: 'HTML',
    pattern: ENTITY,
    undo: undoEntities,
  },
  {
    form: 'a JSON string',
    pattern: ESCAPE,
    undo: (text) =>
      text.replaceAll(ESCAPE, (_, hex?: string, character?: string) =>
        hex === undefined ? (CONTROLS.get(character ?? '') ?? character ?? '') : String.fromCharCode(parseInt(hex, 16)),
      ),
  },
  { form: 'part of a URL', pattern: /(?:%[\da-f]{2})+/giu, undo: decodeUri },
];

/** The form in which a text is escaped, if the prompt has it without; null if it has not, or has both. */
function escapedForm(text: string, prompt: string): (Form & { readonly wanted: string }) | null {
  if (prompt.includes(text)) return null;
  for (const each of FORMS) {
    const escapes = text.match(each.pattern) ?? [];
    // A backslash that is doubled is what a model may write too.
    if (escapes.length < FEWEST_ESCAPES || escapes.every((escape) => escape === '\\\\')) continue;
    const wanted = each.undo(text).trim();
    if (wanted.length >= SHORTEST_REPEATED && prompt.includes(wanted)) return { ...each, wanted };
  }
  return null;
}

function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
