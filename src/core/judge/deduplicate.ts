import type { Place } from '../model/divergence.js';
import { placeKey } from '../wire/place.js';
import type { Check, Stage } from '../checks/check.js';
import { isOutOfScope } from './claim-scope.js';
import type { ClaimedMismatch } from './claimed-mismatch.js';
import { levelRank } from '../model/level.js';

const STAGES: readonly Stage[] = ['http', 'form', 'framing', 'schema', 'sequence', 'meaning'];

/**
 * Leaves out echoes among what was told of one answer: a check whose `silentAfter` names one that spoke, a place (or
 * what lies inside it) of which an earlier stage spoke, and one check's same words under a second claim. Notes silence
 * nothing but notes.
 */
export function deduplicate(reported: readonly ClaimedMismatch[]): readonly ClaimedMismatch[] {
  const spoke = [...new Set(reported.filter(({ level }) => level !== 'note').map(({ check }) => check))];
  const echoes = new Set([...new Set(reported.map(({ check }) => check))].filter((check) => isEcho(check, spoke)));
  const heard = reported.filter(({ check }) => !echoes.has(check));
  const taken = new Map<string, number>();
  for (const { check, mismatch, level } of heard) {
    // What is missing after the last word of a stream is the cause of nothing that the stream says.
    if (mismatch.kind === 'missing-terminator') continue;
    const key = placeKey(mismatch.at);
    if (level !== 'note') taken.set(key, Math.min(taken.get(key) ?? STAGES.length, stageOf(check.stage)));
  }
  const kept = heard.filter(({ check, mismatch }) =>
    enclosing(mismatch.at).every((key) => (taken.get(key) ?? STAGES.length) >= stageOf(check.stage)),
  );
  return onceEach(kept);
}

/** Whether a check names one that spoke. Of two that name each other the first keeps its word. */
function isEcho(check: Check, spoke: readonly Check[]): boolean {
  return causesOf(check, spoke).some((cause) => {
    const mutual = reaches(cause, check, spoke, new Set());
    return !mutual || spoke.indexOf(cause) < spoke.findIndex(({ id }) => id === check.id);
  });
}

function reaches(from: Check, to: Check, spoke: readonly Check[], seen: Set<string>): boolean {
  if (seen.has(from.id)) return false;
  seen.add(from.id);
  return causesOf(from, spoke).some((cause) => cause.id === to.id || reaches(cause, to, spoke, seen));
}

function causesOf({ silentAfter = [] }: Check, spoke: readonly Check[]): readonly Check[] {
  return silentAfter.flatMap((id) => spoke.find((check) => check.id === id) ?? []);
}

function stageOf(stage: Stage): number {
  return STAGES.indexOf(stage);
}

/** The keys of a place and of everything that it lies in. */
function enclosing(at: Place): readonly string[] {
  if (at.part !== 'body' && at.part !== 'chunk') return [placeKey(at)];
  const steps = at.pointer.split('/');
  return steps.map((_, n) => placeKey({ ...at, pointer: steps.slice(0, n + 1).join('/') }));
}

/** One check bound by two claims tells the same twice: the heavier claim keeps it, of two alike the nearer one. */
function onceEach(reported: readonly ClaimedMismatch[]): readonly ClaimedMismatch[] {
  const best = new Map<string, ClaimedMismatch>();
  for (const each of reported) {
    const { kind, at, expected, actual } = each.mismatch;
    const key = JSON.stringify([each.check.id, kind, at, expected, actual]);
    const known = best.get(key);
    if (known === undefined || outweighs(each, known)) best.set(key, each);
  }
  const winners = new Set(best.values());
  return reported.filter((each) => winners.has(each));
}

function outweighs(each: ClaimedMismatch, known: ClaimedMismatch): boolean {
  const heavier = levelRank(each.level) - levelRank(known.level);
  return heavier > 0 || (heavier === 0 && speaksOfOther(known) && !speaksOfOther(each));
}

function speaksOfOther({ claim, mismatch: { at } }: ClaimedMismatch): boolean {
  return isOutOfScope(claim, at.part === 'chunk' || at.part === 'stream');
}
