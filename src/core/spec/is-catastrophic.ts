/** A part of a pattern in brackets, or the pattern as a whole. */
interface Group {
  /** Whether something in it repeats without a bound. */
  repeats: boolean;
  /** What its branches begin with: a character, or null for what can be several. */
  readonly starts: (string | null)[];
  /** Whether the next atom begins a branch. */
  fresh: boolean;
}

/** Repetitions of so many count as having no bound: nested, they take as long. */
const MANY = 50;

/**
 * Whether a pattern may take time beyond any bound on some text: a repetition within a repetition, a repeated choice
 * whose branches begin alike, or a reference back. Says so of some patterns that are harmless, and can be written
 * otherwise; what is no pattern at all is none of these.
 */
export function isCatastrophic(pattern: string): boolean {
  const open: Group[] = [{ repeats: false, starts: [], fresh: true }];
  let at = 0;
  while (at < pattern.length) {
    const group = open.at(-1);
    if (group === undefined) return false;
    if (/^\\(?:[1-9]|k<)/.test(pattern.slice(at, at + 3))) return true;
    if (pattern[at] === '(') {
      begin(group, null);
      open.push({ repeats: false, starts: [], fresh: true });
      at += /^\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?/.exec(pattern.slice(at, at + 80))?.[0].length ?? 1;
    } else if (pattern[at] === '|') {
      group.fresh = true;
      at += 1;
    } else {
      const closed = pattern[at] === ')' ? open.pop() : undefined;
      const atom = closed === undefined ? atomAt(pattern, at) : ')';
      const outer = open.at(-1);
      if (outer === undefined) return false;
      if (closed === undefined) begin(outer, atom.length === 1 && atom !== '.' ? atom : null);
      at += atom.length;
      const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(pattern.slice(at, at + 24))?.[0] ?? '';
      at += quantifier.length;
      const repeats = isUnbounded(quantifier);
      if (repeats && closed !== undefined && (closed.repeats || beginAlike(closed.starts))) return true;
      if (repeats || closed?.repeats === true) outer.repeats = true;
    }
  }
  return false;
}

function begin(group: Group, start: string | null): void {
  if (group.fresh) group.starts.push(start);
  group.fresh = false;
}

/** A class, an escape, or a character. */
function atomAt(pattern: string, at: number): string {
  const rest = pattern.slice(at);
  return /^(?:\[(?:\\.|[^\]\\])*\]|\\u\{[^}]*\}|\\[pP]\{[^}]*\}|\\.|[^])/u.exec(rest)?.[0] ?? rest;
}

function isUnbounded(quantifier: string): boolean {
  if (/^[*+]/.test(quantifier)) return true;
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(quantifier) ?? [];
  if (least === undefined) return false;
  return comma === ',' && most === '' ? true : Number(most === '' ? least : most) >= MANY;
}

function beginAlike(starts: readonly (string | null)[]): boolean {
  return starts.length > 1 && (starts.includes(null) || new Set(starts).size < starts.length);
}
