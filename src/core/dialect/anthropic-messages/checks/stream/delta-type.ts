import { chunkPlace } from '../../../../wire/place.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { type Block, messagesReply } from '../../messages-reply.js';
import { isMessageStream } from './stream.js';

/** The deltas of each documented type of block. */
const FITTING: ReadonlyMap<string, readonly string[]> = new Map([
  ['text', ['text_delta', 'citations_delta']],
  ['thinking', ['thinking_delta', 'signature_delta']],
  ['tool_use', ['input_json_delta']],
  ['server_tool_use', ['input_json_delta']],
]);

const DOCUMENTED: ReadonlySet<string | null> = new Set([...FITTING.values()].flat());

/** A delta fits its block. */
export const deltaType = defineCheck({
  id: 'delta-type',
  title: 'The type of a delta fits its content block',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['block-index', 'block-lifecycle'],
  explain: {
    what: 'A text block gets `text_delta` and `citations_delta`, a thinking block `thinking_delta` and `signature_delta`, a tool call `input_json_delta`. A delta of an undocumented type is a note, unless the block ends without a documented one: clients ignore it, and its content is lost.',
    causes: 'A translator that keeps one block open for text and calls; the type of a delta taken from another API.',
    falseAlarm: 'New types of deltas may be documented later.',
    seen: ['anthropics/claude-code#5504'],
  },
  applies: (input) => isMessageStream(input) && typedBlocks(input).some(({ deltas }) => deltas.length > 0),
  *judge(input) {
    for (const { type, deltas, closed } of typedBlocks(input)) {
      const wanted = FITTING.get(type ?? '') ?? [];
      const unfit = deltas.filter((delta) => delta.type !== null && !wanted.includes(delta.type));
      const [first] = unfit;
      if (first === undefined) continue;
      const isNew = !DOCUMENTED.has(first.type) && (unfit.length < deltas.length || !closed);
      yield {
        code: 'delta-unfit',
        args: { block: type ?? '', delta: first.type ?? '', wanted },
        at: chunkPlace(first.chunk, '/delta/type'),
        occurrences: unfit.length,
        level: isNew ? 'note' : undefined,
      };
    }
  },
});

function typedBlocks({ reply }: Pick<CheckInput, 'reply'>): readonly Block[] {
  const blocks = messagesReply({ reply }).outputs.flatMap((output) => output.blocks);
  return blocks.filter(({ type, chunk }) => chunk !== null && FITTING.has(type ?? ''));
}
