import type { Place } from '../model/divergence.js';
import { placeKey } from '../wire/place.js';
import type { Stage } from './check.js';
import type { Told } from './told.js';
import { weight } from './weight.js';

const STAGES: readonly Stage[] = ['http', 'form', 'framing', 'schema', 'sequence', 'meaning'];

/**
 * Leaves out echoes among what was told of one answer: a check whose `silentAfter` names one that spoke, a place (or
 * what lies inside it) of which an earlier stage spoke, and one check's same words under a second claim. Notes silence
 * nothing but notes.
 */
export function suppressEchoes(told: readonly Told[]): readonly Told[] {
  const causes = told.filter(({ level }) => level !== 'note');
  const spoke = new Map(causes.map(({ check }) => [check.id, check]));
  const silent = new Map<string, boolean>();
  const isSilent = (id: string): boolean => {
    const known = silent.get(id);
    if (known !== undefined) return known;
    // Two checks that name each other: the first asked about stays.
    silent.set(id, false);
    const after = told.find(({ check }) => check.id === id)?.check.silentAfter ?? [];
    const result = after.some((other) => spoke.has(other) && !isSilent(other));
    silent.set(id, result);
    return result;
  };
  const heard = told.filter(({ check }) => !isSilent(check.id));
  const taken = new Map<string, number>();
  for (const { check, mismatch, level } of heard) {
    const key = placeKey(mismatch.at);
    if (level !== 'note') taken.set(key, Math.min(taken.get(key) ?? STAGES.length, stageOf(check.stage)));
  }
  const kept = heard.filter(({ check, mismatch }) =>
    enclosing(mismatch.at).every((key) => (taken.get(key) ?? STAGES.length) >= stageOf(check.stage)),
  );
  return onceEach(kept);
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

/** One check bound by two claims tells the same twice: the heavier claim keeps it. */
function onceEach(told: readonly Told[]): readonly Told[] {
  const best = new Map<string, Told>();
  for (const each of told) {
    const { kind, at, expected, actual } = each.mismatch;
    const key = JSON.stringify([each.check.id, kind, at, expected, actual]);
    const known = best.get(key);
    if (known === undefined || weight(each.level) > weight(known.level)) best.set(key, each);
  }
  const winners = new Set(best.values());
  return told.filter((each) => winners.has(each));
}
