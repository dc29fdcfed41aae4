import { asString } from '../../../../wire/json.js';
import { chunkPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { carriesValue } from './carries-value.js';
import { entriesOf, isChunkStream, type StreamEntry } from './stream.js';

const GENERATED = ['content', 'tool_calls', 'refusal'];

/** The chunk with the finish reason has an empty delta. */
export const finalChunkEmpty = defineCheck({
  id: 'final-chunk-empty',
  title: 'The finishing chunk has an empty delta',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['unexpected'],
  consequenceOf: ['finish-once', 'choice-index'],
  explain: {
    what: 'The delta of the chunk with the finish reason has no text and no tool call. The check runs only if the documents say or show so.',
    causes: 'Servers that save a chunk and finish in the one with the last token.',
    falseAlarm: 'Clients that append the delta before they read the finish reason lose nothing.',
    seen: ['foundation-model-stack/fms-guardrails-orchestrator#482'],
  },
  applies: (input) => isChunkStream(input) && finishing(input).length > 0,
  *judge(input) {
    for (const { chunk, pointer, delta } of finishing(input)) {
      const name = GENERATED.find((each) => carriesValue(member(delta ?? {}, each)));
      if (name === undefined) continue;
      yield {
        code: 'finish-with-delta',
        args: { field: name, value: member(delta ?? {}, name) },
        at: chunkPlace(chunk, `${pointer}/delta/${name}`),
        // The documents name content alone.
        level: name === 'content' ? undefined : 'should',
      };
    }
  },
});

function finishing(input: CheckInput): readonly StreamEntry[] {
  return entriesOf(input).filter(({ choice }) => Boolean(asString(member(choice, 'finish_reason'))));
}
