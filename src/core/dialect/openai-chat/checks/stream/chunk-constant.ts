import type { Chunk } from '../../../../model/response.js';
import type { Json } from '../../../../model/json.js';
import { isObject } from '../../../../wire/json.js';
import { chunkPlace } from '../../../../wire/place.js';
import { member, pointer } from '../../../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { chunksOf, isChunkStream } from './stream.js';

/** A field that identifies the whole answer has one value in all chunks. */
export const chunkConstant = defineCheck({
  id: 'chunk-constant',
  title: 'The value is the same in every chunk',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['inconsistent'],
  params: {
    type: 'object',
    properties: { field: { type: 'string' } },
    required: ['field'],
    additionalProperties: false,
  },
  consequences: ['id-unique'],
  explain: {
    what: 'A field that the documents define as the same for all chunks (`id`, `created`, `model`, `system_fingerprint`) does not change in a stream. The schema judges chunks that lack it, leave it blank or have no `choices`. A usage chunk with `created` 0 or an empty `model` is reported.',
    causes:
      'A gateway that creates an id and takes the time for every chunk it forwards; a server that gives each choice, or each token, its own id.',
    falseAlarm: 'None known if the documents say that the value is the same.',
    seen: [
      'microsoft/foundry-local#144',
      'sgl-project/sglang#39864',
      'BerriAI/litellm#1571',
      'mnfst/llm-gateway#1070',
      'anomalyco/opencode#1298',
      'anomalyco/opencode#42918',
    ],
  },
  applies: (input, { with: given }) => isChunkStream(input) && naming(input, given.field, 2).length > 1,
  *judge(input, { with: given }) {
    const { field } = given;
    const chunks = naming(input, field);
    const [first] = chunks;
    if (first === undefined) return;
    const value = member(first.value, field);
    const others = chunks.filter((chunk) => member(chunk.value, field) !== value);
    const [other] = others;
    if (other === undefined) return;
    yield {
      code: 'chunks-differ',
      args: { field, first: first.n, value, other: other.n, got: member(other.value, field) },
      at: chunkPlace(other.n, pointer(field)),
      occurrences: others.length,
    };
  },
});

/** The chunks of the answer that give a field a value at all, so many of them at most. */
function naming(input: CheckInput, field: string, most = Number.POSITIVE_INFINITY): readonly Chunk[] {
  const found: Chunk[] = [];
  for (const chunk of chunksOf(input)) {
    const value = member(chunk.value, field);
    const given = (typeof value === 'string' && value !== '') || (typeof value === 'number' && value !== 0);
    if ((given || isBlankUsage(chunk, value)) && Array.isArray(member(chunk.value, 'choices'))) found.push(chunk);
    if (found.length === most) break;
  }
  return found;
}

/** Whether a chunk with the usage, which no schema can tell from one of a server without a clock, leaves the field blank. */
function isBlankUsage({ value: chunk }: Chunk, value: Json | undefined): boolean {
  return (value === 0 || value === '') && isObject(member(chunk, 'usage'));
}
