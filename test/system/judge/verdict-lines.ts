import type { RunEvent } from '../../../src/core/model/event.js';
import type { Place } from '../../../src/core/model/divergence.js';
import { genericPointer } from '../../../src/core/wire/pointer.js';
import { judgeCaptures } from '../../../src/replay/judge-captures.js';
import { prepareJudging } from '../../../src/replay/prepare-judging.js';

/** Judges files as `conformance judge` does; throws what is wrong with them. */
export async function judgeFiles(files: readonly string[], specs: readonly string[]): Promise<readonly RunEvent[]> {
  const prepared = await prepareJudging({ files, specs });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.errors));
  const { damaged, options } = prepared.value;
  if (damaged.length > 0) throw new Error(JSON.stringify(damaged));
  return [...judgeCaptures(options)];
}

/** `streaming/basic openai: diverges`, and a line for each divergence, sorted. */
export function verdictsOf(events: readonly RunEvent[]): readonly string[] {
  return resultsOf(events)
    .flatMap(({ case: id, spec, verdict, inconclusive, divergences }) => [
      `${id} ${spec}: ${verdict}${inconclusive === null ? '' : `, ${inconclusive.reason}`}`,
      ...divergences.map(({ level, check, kind, at }) => `${id} ${spec}: ${level} ${check} ${kind} ${placeOf(at)}`),
    ])
    .toSorted();
}

/** The divergences above a note: `check kind place: case, case`, sorted. */
export function reported(events: readonly RunEvent[]): readonly string[] {
  const cases = new Map<string, Set<string>>();
  for (const { case: id, divergences } of resultsOf(events)) {
    for (const { level, check, kind, at } of divergences) {
      const line = `${level} ${check} ${kind} ${placeOf(at)}`;
      cases.set(line, (cases.get(line) ?? new Set()).add(id.replace('captured/', '')));
    }
  }
  return [...cases].map(([line, ids]) => `${line}: ${[...ids].join(', ')}`).toSorted();
}

export function resultsOf(events: readonly RunEvent[]) {
  return events.flatMap((event) => (event.type === 'result' ? [event.result] : []));
}

function placeOf(at: Place): string {
  if (at.part === 'header') return `header ${at.name}`;
  return at.part === 'body' || at.part === 'chunk' ? `${at.part} ${genericPointer(at.pointer)}` : at.part;
}
