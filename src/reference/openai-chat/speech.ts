const PLACES = [
  'Amsterdam',
  'Berlin',
  'Lisbon',
  'London',
  'Madrid',
  'Oslo',
  'Paris',
  'Rome',
  'Tokyo',
  'Vienna',
  'Zurich',
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
