import { quote } from '../../wire/quote.js';
import { additionTo, type Addition } from './additions.js';
import { ENTITY, undoEntities } from './html-entities.js';

/** A way in which a server alters texts. */
export interface Alteration {
  /** What happened to the texts: a sentence. */
  readonly title: string;
  /** Whether a model may write texts in this way by itself. */
  readonly natural: boolean;
  /** Whether it writes characters in an escaped form. */
  readonly escapes: boolean;
  /** The words that it writes around a text; absent if it writes none. */
  readonly added?: Addition;
  /** Whether it leaves out the end of each text, wherever that is. */
  readonly cuts?: true;
  /** Whether it changes a text at all. */
  readonly concerns: (text: string) => boolean;
  /** Whether it makes one text of another. */
  readonly explains: (wanted: string, got: string) => boolean;
}

/** Replaces what a pattern matches. */
function replacing(
  title: string,
  pattern: RegExp,
  by: string,
  { natural = false, escapes = false }: Partial<Pick<Alteration, 'natural' | 'escapes'>> = {},
): Alteration {
  const alter = (text: string): string => text.replaceAll(pattern, () => by);
  return {
    title,
    natural,
    escapes,
    concerns: (text) => alter(text) !== text,
    explains: (wanted, got) => got !== wanted && alter(wanted).trim() === got,
  };
}

const NON_ASCII = /[^\u0000-\u007f]/gu;
const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;

/** Writes a `?` for each character of a class, for each of its UTF-16 units, or for each of its bytes. */
function asQuestionMarks(title: string, characters: RegExp): Alteration {
  const collapse = (text: string): string => text.replaceAll(characters, '?').replaceAll(/\?+/gu, '?');
  return {
    title,
    natural: false,
    escapes: false,
    concerns: (text) => text.search(characters) >= 0,
    explains: (wanted, got) =>
      wanted.search(characters) >= 0 &&
      got.search(characters) === -1 &&
      collapse(wanted) === collapse(got) &&
      got.includes('?'),
  };
}

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/u;

/** What is written for an address: `[REDACTED]`, `<EMAIL_ADDRESS_1>`, `***@example.org`. A model writes none of them by chance. */
const MASK = /^(?:[<([{]+[A-Z][A-Z _-]+\d*[>)\]}]+|[A-Z_]{5,}\d*|[\w.-]*[*•█]{2,}[\w.@*•█-]*)$/u;

const countBreaks = (text: string): number => text.match(/\n+/gu)?.length ?? 0;

/** Writes the characters of a class as HTML entities. */
const asEntities = (title: string, characters: RegExp): Alteration => ({
  title,
  natural: false,
  escapes: true,
  concerns: (text) => characters.test(text),
  explains: (wanted, got) =>
    got !== wanted &&
    undoEntities(got) === wanted &&
    (got.match(ENTITY) ?? []).every((entity) => characters.test(undoEntities(entity))),
});

/** The ways in which servers alter texts. None of them keeps a text that it concerns as it is. */
export const ALTERATIONS: readonly Alteration[] = [
  asEntities('`&` is written as an HTML entity', /&/u),
  asEntities('Quotes are written as HTML entities', /["']/u),
  asEntities('Special characters are written as HTML entities', /[&<>"']/u),
  {
    title: 'Line breaks are lost',
    natural: false,
    escapes: false,
    concerns: (text) => text.includes('\n'),
    // A model may write one line break for two, but does not join two lines.
    explains: (wanted, got) =>
      wanted.replaceAll('\n', '') === got.replaceAll('\n', '') && countBreaks(got) < countBreaks(wanted),
  },
  replacing('Empty lines are lost', /\n{2,}/gu, ''),
  replacing('Line breaks are spaces', /\n/gu, ' ', { natural: true }),
  replacing('Line breaks are spaces', /\s+/gu, ' ', { natural: true }),
  replacing('Line breaks are CRLF', /\n/gu, '\r\n'),
  replacing('Line breaks are CR', /\n/gu, '\r'),
  replacing('Line breaks are escaped', /\n/gu, '\\n', { escapes: true }),
  replacing('Backslashes are doubled', /\\/gu, '\\\\', { natural: true, escapes: true }),
  replacing('Backslashes are lost', /\\/gu, '', { natural: true }),
  replacing('Marks of Markdown are lost', /\*\*|^#+ /gmu, '', { natural: true }),
  replacing('`**` is written as `*`', /\*\*/gu, '*', { natural: true }),
  {
    title: 'Email addresses are replaced',
    natural: true,
    escapes: false,
    concerns: (text) => text.search(EMAIL) >= 0,
    explains: (wanted, got) => {
      const [before = '', after] = wanted.split(EMAIL);
      const isAround = after !== undefined && got.startsWith(before) && got.endsWith(after);
      return isAround && MASK.test(got.slice(before.length, got.length - after.length));
    },
  },
  replacing('Tags are removed', /<[^<>]*>/gu, '', { natural: true }),
  asQuestionMarks('Characters beyond ASCII are replaced by `?`', NON_ASCII),
  replacing('Characters beyond ASCII are lost', NON_ASCII, '', { natural: true }),
  asQuestionMarks('Characters of four bytes are replaced by `?`', ASTRAL),
  replacing('Characters of four bytes are lost', ASTRAL, '', { natural: true }),
  {
    title: 'Accents are separate characters',
    natural: false,
    escapes: false,
    concerns: (text) => text.normalize('NFD') !== text,
    explains: (wanted, got) => got !== wanted && got === wanted.normalize('NFD'),
  },
];

/** The alteration that leaves out a sequence of characters and everything after it: a stop sequence that no request has. */
export function endingBefore(sequence: string): Alteration {
  const cut = (text: string): string => text.slice(0, text.indexOf(sequence)).trim();
  const concerns = (text: string): boolean => text.indexOf(sequence) > 0 && cut(text) !== '';
  return {
    title: `Texts end before ${quote(sequence)}`,
    natural: true,
    escapes: false,
    concerns,
    explains: (wanted, got) => concerns(wanted) && got !== wanted && got === cut(wanted),
  };
}

/** The alteration that leaves out the end of every text, as of a stream whose last piece is never sent. */
export const LOST_END: Alteration = {
  title: 'The ends of streamed texts are lost',
  natural: true,
  escapes: false,
  cuts: true,
  concerns: () => true,
  explains: (wanted, got) => got !== '' && got.length < wanted.length && wanted.startsWith(got),
};

/** The alteration that writes the same words around each text. */
export function addingTo(added: Addition): Alteration {
  return {
    title: 'Words are added to the text',
    natural: true,
    escapes: false,
    added,
    concerns: () => true,
    explains: (wanted, got) => {
      const found = additionTo(wanted, got);
      return found !== null && found.before === added.before && found.after === added.after;
    },
  };
}
