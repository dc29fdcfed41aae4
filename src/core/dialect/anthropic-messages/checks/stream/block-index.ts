import { chunkPlace } from '../../../../wire/place.js';
import { defineCheck } from '../../../check.js';
import { eventsOf, isMessageStream } from './stream.js';

/** The index of a block is its position. */
export const blockIndex = defineCheck({
  id: 'block-index',
  title: 'The index of a content block is its position',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['event-order'],
  consequences: ['content-increments'],
  explain: {
    what: 'The first `content_block_start` has the index 0, each further one the next number. Clients put the deltas into the element of `content` with that index.',
    causes: 'A translator that counts from 1, or uses one index for all blocks.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: ['vercel/ai#18440'],
  },
  applies: (input) => isMessageStream(input) && eventsOf(input).some(({ type }) => type === 'content_block_start'),
  *judge(input) {
    const starts = eventsOf(input).filter(({ type }) => type === 'content_block_start');
    const wrong = starts.flatMap(({ index, chunk }, wanted) =>
      index === null || index === wanted ? [] : [{ wanted, got: index, chunk }],
    );
    const [first] = wrong;
    if (first === undefined) return;
    const { wanted, got, chunk } = first;
    const at = chunkPlace(chunk, '/index');
    yield { code: 'block-index-differs', args: { wanted, got }, at, occurrences: wrong.length };
  },
});
