import type { Json } from '../../model/json.js';
import { asString } from '../../wire/narrow.js';
import { chunkPlace } from '../../wire/place.js';
import { member, pointer } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import type { Check, View } from '../check.js';
import { sumTimes, timesOf } from '../times.js';
import { chunksOf, isStream } from './stream.js';

/** A field that names the whole answer has one value in all chunks. */
export const chunkConstant: Check = {
  id: 'chunk-constant',
  title: 'The same value in every chunk',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['inconsistent'],
  params: {
    type: 'object',
    properties: { field: { type: 'string' } },
    required: ['field'],
    additionalProperties: false,
  },
  explain: {
    what: 'A field that the documents call the same for all chunks (`id`, `created`, `model`, `system_fingerprint`) does not change along a stream. Chunks that lack it, leave it blank or have no `choices` are left to the schema.',
    causes:
      'A gateway that mints an id and takes the time for every chunk it relays; a server that gives each choice, or each token, an id of its own.',
    falseAlarm: 'None known, where the documents say that the value is the same.',
    seen: [
      'microsoft/foundry-local#144',
      'sgl-project/sglang#39864',
      'BerriAI/litellm#1571',
      'mnfst/llm-gateway#1070',
      'anomalyco/opencode#1298',
    ],
  },
  applies: (view, { with: given }) => isStream(view) && valuesOf(view, asString(given['field']) ?? '').length > 1,
  *judge(view, { with: given }) {
    const field = asString(given['field']) ?? '';
    const values = valuesOf(view, field);
    const [first] = values;
    const others = values.filter(({ value }) => value !== first?.value);
    const [other] = others;
    if (first === undefined || other === undefined) return;
    yield {
      kind: 'inconsistent',
      at: chunkPlace(other.chunk, pointer(field)),
      expected: `the same ${quote(field)} in every chunk`,
      actual: `${quote(first.value)} in chunk ${first.chunk} and ${quote(other.value)} in chunk ${other.chunk}`,
      occurrences: sumTimes(others),
    };
  },
};

/** The values of a field, where a chunk of the answer gives it one at all. */
function valuesOf(
  view: View,
  field: string,
): readonly { readonly chunk: number; readonly value: Json; readonly times: number }[] {
  return chunksOf(view).flatMap((chunk) => {
    const found = member(chunk.value, field);
    const given = (typeof found === 'string' && found !== '') || (typeof found === 'number' && found !== 0);
    return given && Array.isArray(member(chunk.value, 'choices'))
      ? [{ chunk: chunk.n, value: found, times: timesOf(chunk) }]
      : [];
  });
}
