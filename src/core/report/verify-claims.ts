import type { RunEvent } from '../model/event.js';
import type { Spec } from '../model/spec.js';
import { isComplete, resultOf } from './superseded.js';
import type { Refusal } from './verification.js';

/**
 * Whether the claims and digests of the record are those of its specs.
 * @param isSameTool whether this version made the record: earlier ones did not record every digest
 */
export function verifyClaims(
  events: readonly RunEvent[],
  specs: readonly Spec[],
  isSameTool: boolean,
): readonly Refusal[] {
  const [run] = events;
  if (run?.type !== 'run') return [];
  const known = new Set(run.specs.map(({ id }) => id));
  const stray = run.claims.find(({ spec }) => !known.has(spec));
  const wrong = specs.find((spec) => {
    const own = spec.claims.map(({ id, uncheckable }) => ({ id, spec: spec.id, checkable: uncheckable === null }));
    return JSON.stringify(run.claims.filter((claim) => claim.spec === spec.id)) !== JSON.stringify(own);
  });
  const id = wrong?.id ?? stray?.spec;
  const renamed = run.specs.find(({ sha256, revision }) =>
    specs.some((spec) => spec.sha256 === sha256 && spec.revision !== revision),
  );
  const twice = duplicateIn(run.specs.map((each) => each.id));
  const digested = run.specs.find(({ sha256, meaning }) =>
    specs.some((spec) => spec.sha256 === sha256 && spec.meaning !== meaning && (isSameTool || meaning !== undefined)),
  );
  return [
    ...(twice === undefined ? [] : [edited(`The run names the spec ${JSON.stringify(twice.slice(0, 80))} twice.`)]),
    ...(digested === undefined ? [] : [edited(`The digest of the meaning of ${digested.id} differs.`)]),
    ...(id === undefined
      ? []
      : [edited(`The claims of ${JSON.stringify(id.slice(0, 80))} are not those of the spec.`)]),
    ...(renamed === undefined ? [] : [edited(`The revision of ${renamed.id} has another name.`)]),
  ];
}

/** Whether every case was sent as often as the record states, and the record is no part of a run. */
export function verifyRepetitions(events: readonly RunEvent[]): readonly Refusal[] {
  const stated = events.flatMap((event) => (event.type === 'plan' ? [event.repeat ?? 1] : []))[0] ?? 1;
  const seen = events.flatMap((event) => (event.type === 'result' ? [event.repetition ?? 0] : []));
  const times = new Set(seen).size;
  // `run --shard 1/1` sends all cases, but numbers them as those of a part; merged, its record is that of a whole run.
  const isPart = events.some((event) => event.type === 'run' && event.shard !== undefined);
  const isNumbered = events.some((event) => event.type === 'plan' && event.positions !== undefined);
  return [
    ...(times === stated || times === 0 || (times < stated && !isComplete(events))
      ? unjudgedIn(events, stated)
      : [edited(`The cases were judged ${times} times, not ${stated} times.`)]),
    ...(isPart ? [{ reason: 'partial', detail: 'It is a part of a run.' } as const] : []),
    ...(isNumbered && !isPart ? [edited('The plan numbers its cases as those of a part, and the run is none.')] : []),
  ];
}

/** The first planned case of a complete run that has no result in one repetition or at one endpoint. */
function unjudgedIn(events: readonly RunEvent[], times: number): readonly Refusal[] {
  const hasUpstream = events.some((event) => event.type === 'run' && event.against !== undefined);
  // What was sent once to one endpoint counts as not run.
  if (!isComplete(events) || (times === 1 && !hasUpstream)) return [];
  const judged = new Set(events.flatMap((event) => (event.type === 'result' ? [resultOf(event)] : [])));
  for (const { id, specs } of events.flatMap((event) => (event.type === 'plan' ? event.cases : [])))
    for (const spec of specs)
      for (const against of hasUpstream ? [false, true] : [false])
        for (let repetition = 0; repetition < times; repetition += 1) {
          if (judged.has(JSON.stringify([id, spec, repetition, against]))) continue;
          const where = against ? 'the upstream' : 'the target';
          const detail = `${id} (${spec}) has no verdict at ${where} in repetition ${repetition + 1} of ${times}.`;
          return [{ reason: 'partial', detail }];
        }
  return [];
}

/** The first text that is in a list twice. */
export function duplicateIn(texts: readonly string[]): string | undefined {
  return texts.find((text, n) => texts.indexOf(text) < n);
}

function edited(detail: string): Refusal {
  return { reason: 'edited', detail };
}
