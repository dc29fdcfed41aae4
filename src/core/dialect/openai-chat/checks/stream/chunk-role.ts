import { asString } from '../../../../wire/json.js';
import { chunkPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import type { Mismatch } from '../../../messages.js';
import { entriesByChoice, isChunkStream, type StreamEntry } from './stream.js';

/** The role is sent once for each choice, in its first delta. */
export const chunkRole = defineCheck({
  id: 'chunk-role',
  title: 'The role is sent once, in the first delta',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['missing-field', 'chunk-order', 'repeated', 'wrong-value'],
  consequenceOf: ['choice-index', 'sse-data-json'],
  explainedBy: [{ check: 'finish-once', code: 'finish-repeated', explains: 'role-repeated' }],
  explain: {
    what: 'The first delta of each choice has the role, `assistant`, and no later one repeats it. The schema judges a role of null or "" in later deltas.',
    causes:
      'Converters that write a whole message into every delta; a gateway that drops the first chunk; an adapter for a backend whose stream has no roles; one that copies the role of the request.',
    falseAlarm: 'Clients accept both. If the documents only show a stream, the level is `should`.',
    seen: [
      'karthink/gptel#592',
      'xtekky/gpt4free#1966',
      'langwatch/langwatch#6196',
      'foundation-model-stack/fms-guardrails-orchestrator#429',
      'alfredapp/openai-workflow#52',
    ],
  },
  applies: (input) =>
    isChunkStream(input) && [...entriesByChoice(input).values()].some((entries) => withDelta(entries).length > 0),
  *judge(input) {
    const several = input.requested.outputs > 1;
    for (const [index, entries] of entriesByChoice(input)) {
      // Several choices without an index cannot be distinguished: each has its own role.
      yield* judgeChoice(withDelta(entries), index !== null || !several);
    }
  },
});

function* judgeChoice(entries: readonly StreamEntry[], known: boolean): Generator<Mismatch> {
  const [first] = entries;
  const roles = entries.filter(({ delta }) => roleOf(delta) !== null);
  const [opening, repeat] = roles;
  if (first === undefined) return;
  if (opening === undefined) {
    yield { code: 'role-missing', args: {}, at: chunkPlace(first.chunk, `${first.pointer}/delta/role`) };
  } else if (opening !== first) {
    const { chunk, pointer } = opening;
    yield { code: 'role-late', args: { chunk }, at: chunkPlace(chunk, `${pointer}/delta/role`) };
  } else if (roleOf(opening.delta) !== 'assistant') {
    const { chunk, pointer, delta } = opening;
    // A stated claim may only say that the role comes first.
    yield {
      code: 'role-wrong',
      args: { role: roleOf(delta) ?? '' },
      at: chunkPlace(chunk, `${pointer}/delta/role`),
      level: 'should',
    };
    return;
  }
  if (repeat !== undefined && known) {
    yield {
      code: 'role-repeated',
      args: { role: roleOf(repeat.delta) ?? '' },
      at: chunkPlace(repeat.chunk, `${repeat.pointer}/delta/role`),
      occurrences: roles.length - 1,
    };
  }
}

function withDelta(entries: readonly StreamEntry[]): readonly StreamEntry[] {
  return entries.filter(({ delta }) => delta !== null);
}

function roleOf(delta: StreamEntry['delta']): string | null {
  return asString(member(delta ?? {}, 'role')) || null;
}
