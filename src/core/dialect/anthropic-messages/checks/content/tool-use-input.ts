import { answered } from '../../../../checks/answered.js';
import { isObject, parseJson } from '../../../../wire/json.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { placeIn } from '../../../reply.js';
import { type Block, messagesReply } from '../../messages-reply.js';

/** The pieces of an input join to an object. */
export const toolUseInput = defineCheck({
  id: 'tool-use-input',
  title: 'The pieces of the input of a call join to a JSON object',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['malformed-json', 'wrong-type'],
  consequenceOf: ['block-lifecycle', 'block-index', 'delta-type', 'finish-length'],
  explain: {
    what: 'The `partial_json` of the deltas of a `tool_use` block, joined, is one JSON object. No piece at all means an empty object. A call that the token limit cut is not judged.',
    causes:
      'A parser that loses pieces; the input of a second call in the block of the first; JSON that is encoded twice.',
    falseAlarm: 'A weak model may write malformed JSON by itself.',
    seen: ['vllm-project/vllm#32152'],
  },
  applies: (input) => answered(input) && streamedCalls(input).length > 0,
  *judge(input) {
    for (const { text } of streamedCalls(input)) {
      if (text.text.trim() === '') continue;
      const parsed = parseJson(text.text);
      if (!parsed.ok)
        yield { code: 'input-malformed', args: { text: text.text }, at: placeIn(text, text.text.length - 1) };
      else if (!isObject(parsed.value))
        yield { code: 'input-not-object', args: { text: text.text }, at: placeIn(text) };
    }
  },
});

function streamedCalls({ reply }: Pick<CheckInput, 'reply'>): readonly Block[] {
  const outputs = messagesReply({ reply }).outputs.filter(({ isWhole }) => isWhole);
  return outputs.flatMap(({ blocks }) => blocks).filter(({ type, deltas }) => type === 'tool_use' && deltas.length > 0);
}
