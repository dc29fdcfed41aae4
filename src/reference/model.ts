/** A short stable name for a text. */
export function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value.toString(36).padStart(7, '0');
}

const PLACES: readonly string[] = [
  ...'Amber Bridge, Amsterdam, Athens, Berlin, Cairo, Dublin, Grey Harbour, Helsinki, Lima'.split(', '),
  ...'Lisbon, London, Madrid, Oslo, Paris, Prague, Rome, Seoul, Silver Quay'.split(', '),
  ...'Tokyo, Vienna, Zurich, Zürich'.split(', '),
];

/** The text of the reference model for a prompt: the text that the prompt wants repeated, a count, or a polite sentence. */
export function produceText(prompt: string, system: string): string {
  return dictated(system) ?? dictated(prompt) ?? counted(prompt) ?? 'Hello! How can I help you today?';
}

/** The places that a prompt names, in order. */
export function placesIn(prompt: string): readonly string[] {
  return PLACES.map((place) => ({ place, at: prompt.indexOf(place) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ place }) => place);
}

/** "Reply with exactly: X", "Repeat: X", "Say X". */
function dictated(prompt: string): string | undefined {
  const said = /\b(?:reply|answer|respond|repeat|say|echo|write|print)\b[^:\n]*:\s*(.+)$/isu.exec(prompt)?.[1];
  return said?.trim().replace(/^["“'`](.+)["”'`]\.?$/su, '$1');
}

/** "Count from 1 to 20", with commas if the prompt wants them. */
function counted(prompt: string): string | undefined {
  const range = /\bcount\b.*?\b(\d+)\s*(?:to|through|-)\s*(\d+)/isu.exec(prompt);
  if (range === null) return undefined;
  const first = Number(range[1]);
  const last = Math.min(Number(range[2]), first + 999);
  const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => `${first + i}`);
  return numbers.join(/comma/iu.test(prompt) ? ', ' : ' ');
}

/**
 * Cuts a text into pieces that play the part of tokens: a word with the space before it, a run of digits or
 * punctuation, one character of any other script. Joined again they are the text.
 */
export function tokenize(text: string): readonly string[] {
  return text.match(/\s?[A-Za-z]+|\s?\d{1,3}|\s?[^\sA-Za-z\d]|\s+/gu) ?? [];
}
