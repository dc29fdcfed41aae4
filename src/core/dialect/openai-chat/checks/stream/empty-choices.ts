import type { Json } from '../../../../model/json.js';
import type { Spec } from '../../../../model/spec.js';
import { asObject, isObject } from '../../../../wire/json.js';
import { chunkPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { isChunkStream, namedChunksOf } from './stream.js';
import { carriesUsage } from './usage-of.js';

/** Only the chunk with the usage has empty choices. */
export const emptyChoices = defineCheck({
  id: 'empty-choices',
  title: 'Only the usage chunk has empty choices',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['unexpected'],
  consequenceOf: ['usage-chunk', 'usage-unasked'],
  explain: {
    what: 'A chunk with `"choices": []` has the requested usage. A chunk with another documented object, such as `moderation`, may have no choices either. Other such chunks have no meaning in this API.',
    causes:
      'Metadata of a gateway or a content filter (prompt_filter_results, cost) in a separate chunk, at the start or the end.',
    falseAlarm:
      'Azure starts its streams with such a chunk and documents it; clients that read `choices[0]` without a check break on it.',
    seen: [
      'TheR1D/shell_gpt#470',
      'spring-projects/spring-ai#465',
      'meilisearch/meilisearch#6477',
      'anomalyco/opencode#42918',
      'BerriAI/litellm#17136',
    ],
  },
  applies: isChunkStream,
  *judge(input) {
    for (const { n, value } of namedChunksOf(input)) {
      const choices = member(value, 'choices');
      if (!Array.isArray(choices) || choices.length > 0 || carriesUsage(value)) continue;
      if (hasDocumentedContent(value, input.spec)) continue;
      yield { code: 'choices-empty', args: { chunk: value }, at: chunkPlace(n, '/choices') };
    }
  },
});

/** Whether a chunk has an object that the documents describe, besides choices and usage. */
function hasDocumentedContent(chunk: Json, spec: Spec): boolean {
  const documented = asObject(spec.schemas.chunk?.['properties']) ?? {};
  return Object.entries(asObject(chunk) ?? {}).some(
    ([name, value]) => name !== 'usage' && isObject(value) && Object.hasOwn(documented, name),
  );
}
