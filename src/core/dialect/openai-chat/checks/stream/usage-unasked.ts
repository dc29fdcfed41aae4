import { chunkPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { chunksOf, isChunkStream } from './stream.js';
import { carriesUsage, isUsageRequested } from './usage-of.js';

/** No chunk has usage that was not requested. */
export const usageUnasked = defineCheck({
  id: 'usage-unasked',
  title: 'Usage is sent only on request',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['unexpected'],
  // Running totals in every chunk, whether or not usage is requested.
  explainedBy: [
    { check: 'usage-chunk', code: 'usage-in-many-chunks', explains: 'usage-unrequested', repeated: true, inRun: true },
  ],
  explain: {
    what: 'Without `stream_options: {"include_usage": true}` no chunk has a `usage`. A `usage` without counts (null, {}) is a note.',
    causes:
      'Servers that always count, and write zeros or running totals into every chunk; a gateway that requests usage from its backend and passes it on.',
    falseAlarm: 'Most clients accept it; some take every chunk with empty `choices` for an error.',
    seen: [
      'awslabs/llmeter#34',
      'mudler/LocalAI#1744',
      'MiniMax-AI/MiniMax-M2.5#2',
      'entrius/gittensor#1749',
      'zed-industries/zed#42893',
      'higress-group/higress#2391',
    ],
  },
  applies: (input) => isChunkStream(input) && !isUsageRequested(input.answer),
  *judge(input) {
    const chunks = chunksOf(input);
    const filled = chunks.filter(({ value }) => carriesUsage(value));
    const found = filled.length > 0 ? filled : chunks.filter(({ value }) => member(value, 'usage') !== undefined);
    const [first] = found;
    if (first === undefined) return;
    yield {
      code: 'usage-unrequested',
      args: { usage: member(first.value, 'usage') },
      at: chunkPlace(first.n, '/usage'),
      occurrences: found.length,
      level: filled.length > 0 ? undefined : 'note',
    };
  },
});
