import { asString } from '../../../../wire/json.js';
import { answered } from '../../../../checks/answered.js';
import { chunkPlace } from '../../../../wire/place.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import type { Mismatch } from '../../../messages.js';
import { type Block, messagesReply } from '../../messages-reply.js';
import { isMessageStream } from './stream.js';

/** A thinking block ends with its signature. */
export const thinkingSignature = defineCheck({
  id: 'thinking-signature',
  title: 'A thinking block has its signature',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['missing-field', 'wrong-value'],
  params: { type: 'object', properties: { of: { enum: ['events', 'value'] } }, additionalProperties: false },
  consequenceOf: ['block-lifecycle', 'delta-type', 'block-index'],
  explain: {
    what: 'In a stream, the last delta of a thinking block is a `signature_delta`. With `of: value`, the signature is not empty, in a stream or a body. Clients send the signature back with the block. It is a note if `content_block_start` has the signature.',
    causes:
      'A gateway in front of another model, whose thinking has no signature; a translator that forgets the event.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: ['sgl-project/sglang#9696'],
  },
  applies: (input, { with: { of = 'events' } }) =>
    (of === 'value' ? answered(input) : isMessageStream(input)) && thinkingBlocks(input).length > 0,
  *judge(input, { with: { of = 'events' } }) {
    const judgeBlock = of === 'value' ? judgeValue : judgeEvents;
    for (const block of thinkingBlocks(input)) yield* judgeBlock(block);
  },
});

function* judgeEvents({ deltas, value, at }: Block): Generator<Mismatch> {
  const last = deltas.at(-1)?.type ?? null;
  if (last === 'signature_delta') return;
  const isSigned = (asString(value['signature']) ?? '') !== '';
  yield { code: 'signature-missing', args: { last }, at: at('/signature'), level: isSigned ? 'note' : undefined };
}

function* judgeValue({ deltas, value, chunk, at }: Block): Generator<Mismatch> {
  const last = deltas.findLast(({ type }) => type === 'signature_delta');
  const isEmpty = asString((last?.value ?? value)['signature']) === '';
  if (!isEmpty || (chunk !== null && last === undefined)) return;
  const place = last === undefined ? at('/signature') : chunkPlace(last.chunk, '/delta/signature');
  yield { code: 'signature-empty', args: {}, at: place };
}

function thinkingBlocks({ reply }: Pick<CheckInput, 'reply'>): readonly Block[] {
  const blocks = messagesReply({ reply }).outputs.flatMap((output) => output.blocks);
  return blocks.filter(({ type, closed }) => type === 'thinking' && closed);
}
