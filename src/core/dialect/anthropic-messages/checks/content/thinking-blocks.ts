import { answered } from '../../../../checks/answered.js';
import { defineCheck } from '../../../check.js';
import { messagesReply } from '../../messages-reply.js';
import { thinkingOf } from '../../requested.js';

const THINKING: ReadonlySet<string | null> = new Set(['thinking', 'redacted_thinking']);

/** The parts of an answer. A block of another type may be documented later. */
const ANSWER: ReadonlySet<string | null> = new Set([null, 'text', 'tool_use', 'server_tool_use']);

/** Enabled thinking is in blocks before the answer. */
export const thinkingBlocks = defineCheck({
  id: 'thinking-blocks',
  title: 'With thinking enabled, thinking blocks come before the answer',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored', 'wrong-value'],
  consequenceOf: ['special-tokens', 'block-lifecycle', 'event-order', 'delta-type', 'block-deltas'],
  explain: {
    what: 'A request with `thinking` of the type `enabled` is answered with a thinking block, or a redacted one, before any other documented block. Its thinking is not empty, unless `display` omits it.',
    causes:
      'A gateway that drops the parameter, or the blocks; thinking that stays in the text, or in a block of another type.',
    falseAlarm: 'None known: models that do not think with a budget get no such request.',
    seen: ['router-for-me/CLIProxyAPI#5733'],
  },
  applies: (input) =>
    answered(input) && thinkingOf(input.answer.request)?.type === 'enabled' && input.answer.exchange.end === 'complete',
  *judge(input) {
    const { outputs } = messagesReply(input);
    for (const { blocks, callsAbsentAt } of outputs) {
      const block = blocks.find(({ type }) => THINKING.has(type));
      const first = blocks.find(({ type }) => THINKING.has(type) || ANSWER.has(type));
      if (block === undefined || first === undefined) yield { code: 'thinking-missing', args: {}, at: callsAbsentAt };
      else if (first !== block)
        yield { code: 'thinking-late', args: { first: first.type ?? 'block' }, at: first.at('/type') };
      else if (
        block.type === 'thinking' &&
        block.text.text.trim() === '' &&
        thinkingOf(input.answer.request)?.display !== 'omitted'
      ) {
        yield { code: 'thinking-empty', args: {}, at: block.at('/thinking') };
      }
    }
  },
});
