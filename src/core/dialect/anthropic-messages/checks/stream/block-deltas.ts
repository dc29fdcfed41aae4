import type { Mismatch } from '../../../messages.js';
import { asArray, isObject } from '../../../../wire/json.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import type { Requested } from '../../../requested.js';
import { type Block, messagesReply } from '../../messages-reply.js';
import { isMessageStream } from './stream.js';

const FILLED: ReadonlySet<string | null> = new Set(['text', 'thinking', 'tool_use']);

/** A block has deltas. */
export const blockDeltas = defineCheck({
  id: 'block-deltas',
  title: 'A content block has deltas',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['wrong-value', 'unusual-form'],
  consequenceOf: [
    'block-lifecycle',
    'block-index',
    'event-order',
    'delta-type',
    'thinking-signature',
    'tool-use-input',
  ],
  explain: {
    what: 'A block of text, thinking or a tool call has at least one `content_block_delta`. A call that is complete in its `content_block_start`, or of a tool without required input, is a note. Other types of blocks come whole and are not judged.',
    causes: 'A translator that drops the deltas of calls; a gateway that opens an empty text block before a call.',
    falseAlarm: 'The second list of the same page says that a block has potentially several deltas.',
    seen: ['BerriAI/litellm#20480'],
  },
  applies: (input) => isMessageStream(input) && filledBlocks(input).length > 0,
  *judge(input) {
    for (const block of filledBlocks(input)) {
      const mismatch = block.deltas.length > 0 ? null : judgeEmpty(block, input.requested);
      if (mismatch !== null) yield mismatch;
    }
  },
});

function filledBlocks({ reply }: Pick<CheckInput, 'reply'>): readonly Block[] {
  const blocks = messagesReply({ reply }).outputs.flatMap((output) => output.blocks);
  return blocks.filter(({ type, chunk, closed }) => FILLED.has(type) && chunk !== null && closed);
}

function judgeEmpty({ type, value, text, at }: Block, { tools }: Requested): Mismatch | null {
  const given = value['input'];
  if (type === 'tool_use' && isObject(given) && Object.keys(given).length > 0) {
    return { code: 'input-in-start', args: {}, at: at('/input'), level: 'note' };
  }
  if (type !== 'tool_use' && text.text !== '') return null;
  const tool = tools.find(({ name }) => name === value['name']);
  const needsNone = type === 'tool_use' && asArray(tool?.parameters?.['required']).length === 0;
  return { code: 'block-empty', args: { type: type ?? '' }, at: at(''), level: needsNone ? 'note' : undefined };
}
