import type { Check, Stage } from '../dialect/check.js';
import type { Place } from '../model/divergence.js';
import { levelRank, type Claim, type Level } from '../model/claim.js';
import { placeKey } from '../wire/place.js';
import { isOutOfScope } from './claim-index.js';
import type { Answer } from '../dialect/answer.js';
import type { Mismatch, Words } from '../dialect/messages.js';

const STAGES: readonly Stage[] = ['http', 'form', 'framing', 'schema', 'sequence', 'meaning'];

/**
 * Leaves out the consequences among the mismatches of one answer: those of a check whose cause was reported too, those at
 * (or inside) a place that a check of an earlier stage reported, and the same mismatch under a second claim. A note is the
 * cause of notes alone. Places in a stream differ by their chunk: a member that is missing in one chunk explains nothing
 * about a value in another one.
 */
export function deduplicate(mismatches: readonly ClaimedMismatch[]): readonly ClaimedMismatch[] {
  const causes = causesAmong(mismatches);
  const consequences = new Set([...new Set(mismatches.map(({ check }) => check))].filter(causes.isConsequence));
  const independent = mismatches.filter(({ check }) => !consequences.has(check));
  const earliest = new Map<string, number>();
  for (const { check, mismatch, words, level } of independent) {
    // A terminator that is missing at the end of a stream is the cause of nothing before it.
    if (words.kind === 'missing-terminator' || level === 'note') continue;
    for (const key of keysOfCause(mismatch, words)) {
      earliest.set(key, Math.min(earliest.get(key) ?? STAGES.length, STAGES.indexOf(check.stage)));
    }
  }
  return onceEach(
    independent.filter(({ check, mismatch }) =>
      enclosing(mismatch.at).every((key) => (earliest.get(key) ?? STAGES.length) >= STAGES.indexOf(check.stage)),
    ),
  );
}

/** Which of the checks that reported did so because of another one. */
function causesAmong(mismatches: readonly ClaimedMismatch[]): { readonly isConsequence: (check: Check) => boolean } {
  const above = mismatches.filter(({ level }) => level !== 'note');
  const reported = [...new Set(above.map(({ check }) => check))];
  const fatal = new Set(above.filter(({ mismatch }) => mismatch.level === undefined).map(({ check }) => check));

  const causesOf = ({ consequenceOf, stage }: Check): readonly Check[] =>
    reported.filter((cause) => consequenceOf.includes(cause.id) || (fatal.has(cause) && cause.fatal.includes(stage)));
  const leadsTo = (from: Check, to: Check, seen: Set<Check>): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    return causesOf(from).some((cause) => cause.id === to.id || leadsTo(cause, to, seen));
  };
  return {
    // Of two checks that name each other the first keeps its report.
    isConsequence: (check) =>
      causesOf(check).some(
        (cause) => !leadsTo(cause, check, new Set()) || reported.indexOf(cause) < reported.indexOf(check),
      ),
  };
}

/** The keys of the places that a mismatch explains. One that occurs in several chunks names the first of them. */
function keysOfCause({ at, occurrences = 1 }: Mismatch, { kind }: Words): readonly string[] {
  const everywhere = at.part !== 'chunk' || (occurrences > 1 && kind !== 'missing-field');
  return everywhere ? [placeKey(at), keyInChunk(at)] : [keyInChunk(at)];
}

/** The keys of a place and of everything that it lies in: in its chunk, and in any chunk. */
function enclosing(at: Place): readonly string[] {
  if (at.part !== 'body' && at.part !== 'chunk') return [placeKey(at)];
  const steps = at.pointer.split('/');
  const places = steps.map((_, n): Place => ({ ...at, pointer: steps.slice(0, n + 1).join('/') }));
  return places.flatMap((place) => [placeKey(place), keyInChunk(place)]);
}

function keyInChunk(at: Place): string {
  return at.part === 'chunk' ? `${at.chunk} ${placeKey(at)}` : placeKey(at);
}

/** A check that two claims bind reports the same twice: the heavier claim keeps it, of two alike the one in scope. */
function onceEach(mismatches: readonly ClaimedMismatch[]): readonly ClaimedMismatch[] {
  const best = new Map<string, ClaimedMismatch>();
  for (const each of mismatches) {
    const { kind, expected, actual } = each.words;
    const key = JSON.stringify([each.check.id, kind, each.mismatch.at, expected, actual]);
    const known = best.get(key);
    if (known === undefined || outweighs(each, known)) best.set(key, each);
  }
  const kept = new Set(best.values());
  return mismatches.filter((each) => kept.has(each));
}

function outweighs(each: ClaimedMismatch, known: ClaimedMismatch): boolean {
  const heavier = levelRank(each.level) - levelRank(known.level);
  return heavier > 0 || (heavier === 0 && isElsewhere(known) && !isElsewhere(each));
}

function isElsewhere({ claim, mismatch: { at } }: ClaimedMismatch): boolean {
  return isOutOfScope(claim, at.part === 'chunk' || at.part === 'stream');
}

/** A mismatch with its check, its words, the claim that it violates, and the answer that shows it. */
export interface ClaimedMismatch {
  readonly check: Check;
  readonly claim: Claim;
  /** The lighter of the claim's level and the mismatch's own. */
  readonly level: Level;
  readonly mismatch: Mismatch;
  readonly words: Words;
  readonly answer: Answer;
}
