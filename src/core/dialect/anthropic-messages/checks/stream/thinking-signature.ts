import { asString } from '../../../../wire/json.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { type Block, messagesReply } from '../../messages-reply.js';
import { isMessageStream } from './stream.js';

/** A thinking block ends with its signature. */
export const thinkingSignature = defineCheck({
  id: 'thinking-signature',
  title: 'A streamed thinking block ends with a signature_delta',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['missing-field'],
  consequenceOf: ['block-lifecycle', 'delta-type', 'block-index'],
  explain: {
    what: 'The last delta of a thinking block is a `signature_delta`. Clients send the signature back with the block. It is a note if `content_block_start` has the signature.',
    causes:
      'A gateway in front of another model, whose thinking has no signature; a translator that forgets the event.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: ['sgl-project/sglang#9696'],
  },
  applies: (view) => isMessageStream(view) && thinkingBlocks(view).length > 0,
  *judge(view) {
    for (const { deltas, value, at } of thinkingBlocks(view)) {
      const last = deltas.at(-1)?.type ?? null;
      if (last === 'signature_delta') continue;
      const isSigned = (asString(value['signature']) ?? '') !== '';
      yield { code: 'signature-missing', args: { last }, at: at('/signature'), level: isSigned ? 'note' : undefined };
    }
  },
});

function thinkingBlocks({ reply }: Pick<CheckInput, 'reply'>): readonly Block[] {
  const blocks = messagesReply({ reply }).outputs.flatMap((output) => output.blocks);
  return blocks.filter(({ type, chunk, closed }) => type === 'thinking' && chunk !== null && closed);
}
