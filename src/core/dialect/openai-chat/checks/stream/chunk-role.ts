import { asString } from '../../../../wire/narrow.js';
import { chunkPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { quote } from '../../../../wire/quote.js';
import { defineCheck } from '../../../../checks/check.js';
import type { LegacyMismatch as Mismatch } from '../../../../model/divergence.js';
import { entriesByChoice, isChunkStream, type StreamEntry } from './stream.js';

/** The role comes once for each choice, in its first delta. */
export const chunkRole = defineCheck({
  id: 'chunk-role',
  title: 'The role comes once and first',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['missing-field', 'chunk-order', 'repeated'],
  consequenceOf: ['choice-index'],
  explain: {
    what: 'The first delta of each choice gives the role, and no later one repeats it. A role of null or "" in later deltas is left to the schema.',
    causes:
      'Converters that write a whole message into every delta; a gateway that swallows the opening chunk; an adapter for a backend whose stream has no roles.',
    falseAlarm:
      'Clients put up with both. Where the documents only show a stream, rather than say so in words, the level is `should`.',
    seen: [
      'karthink/gptel#592',
      'xtekky/gpt4free#1966',
      'langwatch/langwatch#6196',
      'foundation-model-stack/fms-guardrails-orchestrator#429',
      'alfredapp/openai-workflow#52',
    ],
  },
  applies: (view) =>
    isChunkStream(view) && [...entriesByChoice(view).values()].some((entries) => spoken(entries).length > 0),
  *judge(view) {
    const several = view.requested.outputs > 1;
    for (const [index, entries] of entriesByChoice(view)) {
      // Several choices without an index cannot be told apart: each has a role of its own.
      yield* judgeChoice(spoken(entries), index !== null || !several);
    }
  },
});

function* judgeChoice(entries: readonly StreamEntry[], known: boolean): Generator<Mismatch> {
  const [first] = entries;
  const roles = entries.filter(({ delta }) => roleOf(delta) !== null);
  const [opening, repeat] = roles;
  if (first === undefined) return;
  if (opening === undefined) {
    yield {
      kind: 'missing-field',
      at: chunkPlace(first.chunk, `${first.pointer}/delta/role`),
      expected: 'the role in the first delta of the choice',
      actual: 'no delta with a role',
    };
  } else if (opening !== first) {
    yield {
      kind: 'chunk-order',
      at: chunkPlace(opening.chunk, `${opening.pointer}/delta/role`),
      expected: 'the role in the first delta of the choice',
      actual: `the role for the first time in chunk ${opening.chunk}`,
    };
  }
  if (repeat !== undefined && known) {
    yield {
      kind: 'repeated',
      at: chunkPlace(repeat.chunk, `${repeat.pointer}/delta/role`),
      expected: 'the role in the first delta alone',
      actual: `${quote(roleOf(repeat.delta) ?? '')} again`,
      occurrences: roles.length - 1,
    };
  }
}

function spoken(entries: readonly StreamEntry[]): readonly StreamEntry[] {
  return entries.filter(({ delta }) => delta !== null);
}

function roleOf(delta: StreamEntry['delta']): string | null {
  return asString(member(delta ?? {}, 'role')) || null;
}
