import { drop, put, turn } from '../../edit.js';
import { isObject } from '../../sample.js';
import { faultsOf, inMessage, reportedBy } from './kit.js';

const MINIMAL = ['basic/minimal'];

/** Faults of whole messages: members, stop reasons, usage, thinking. */
export const messageFaults = faultsOf('response', [
  {
    id: 'messages-id-missing',
    title: 'A message has no id.',
    expect: reportedBy('schema', 'body /id'),
    shownBy: MINIMAL,
    hooks: inMessage(drop('/id')),
  },
  {
    id: 'messages-content-string',
    title: 'content is a string.',
    expect: reportedBy('schema', 'body /content'),
    shownBy: MINIMAL,
    hooks: inMessage(put('/content', 'pong')),
  },
  {
    id: 'messages-reason-of-chat',
    title: 'stop_reason is stop.',
    expect: reportedBy('schema', 'body /stop_reason'),
    shownBy: MINIMAL,
    hooks: inMessage(put('/stop_reason', 'stop')),
  },
  {
    id: 'messages-reason-null',
    title: 'stop_reason is null.',
    expect: reportedBy('schema', 'body /stop_reason'),
    shownBy: MINIMAL,
    hooks: inMessage(put('/stop_reason', null)),
  },
  {
    id: 'messages-usage-missing',
    title: 'A message has no usage.',
    expect: reportedBy('schema', 'body /usage'),
    shownBy: MINIMAL,
    hooks: inMessage(drop('/usage')),
  },
  {
    id: 'messages-output-zero',
    title: 'output_tokens is 0.',
    expect: reportedBy('usage-plausible', 'body /usage/output_tokens'),
    shownBy: MINIMAL,
    hooks: inMessage(put('/usage/output_tokens', 0), put('/usage/output_tokens_details', null)),
  },
  {
    id: 'messages-cache-sum',
    title: 'The values of cache_creation do not add up.',
    expect: reportedBy('cache-usage', 'body /usage/cache_creation'),
    shownBy: MINIMAL,
    hooks: inMessage(put('/usage/cache_creation/ephemeral_5m_input_tokens', 12)),
  },
  {
    id: 'messages-stop-reason-end-turn',
    title: 'A stop sequence ends the answer, but stop_reason is end_turn and stop_sequence null.',
    expect: reportedBy('stop-sequence', 'body /stop_reason'),
    shownBy: ['limits/stop'],
    hooks: inMessage(put('/stop_reason', 'end_turn'), put('/stop_sequence', null)),
  },
  {
    id: 'messages-stop-sequence-null',
    title: 'stop_sequence is null although a stop sequence ended the answer.',
    expect: reportedBy('stop-sequence', 'body /stop_sequence'),
    shownBy: ['limits/stop'],
    hooks: inMessage(put('/stop_sequence', null)),
  },
  {
    id: 'messages-stop-sequence-first',
    title: 'stop_sequence is the first of the list, not the one that was met.',
    expect: reportedBy('stop-sequence', 'body /stop_sequence'),
    shownBy: ['limits/stop-second'],
    hooks: inMessage(put('/stop_sequence', 'zz')),
  },
  {
    id: 'messages-stop-ignored',
    title: 'stop_sequences do not end the answer.',
    expect: reportedBy('stop', 'body /content/*/text'),
    shownBy: ['limits/stop'],
    hooks: { requested: (requested) => ({ ...requested, stop: [] }) },
  },
  {
    id: 'messages-cut-says-end-turn',
    title: 'An answer that max_tokens cut says end_turn.',
    expect: reportedBy('finish-length', 'body /stop_reason'),
    shownBy: ['limits/cut'],
    hooks: inMessage(put('/stop_reason', 'end_turn')),
  },
  {
    id: 'messages-limit-ignored',
    title: 'max_tokens does not end the answer.',
    expect: reportedBy('max-tokens', 'body /usage/output_tokens'),
    shownBy: ['limits/cut'],
    hooks: { requested: (requested) => ({ ...requested, maxTokens: 1000 }) },
  },
  {
    id: 'messages-thinking-ignored',
    title: 'thinking is accepted, but no thinking block comes.',
    expect: reportedBy('thinking-blocks', 'body /content'),
    shownBy: ['thinking/enabled'],
    hooks: { requested: (requested) => ({ ...requested, thinks: false }) },
  },
  {
    id: 'messages-thinking-late',
    title: 'The thinking block comes after the text block.',
    expect: reportedBy('thinking-blocks', 'body /content/*/type'),
    shownBy: ['thinking/enabled'],
    hooks: { completion: (completion) => ({ ...completion, blocks: completion.blocks.toReversed() }) },
  },
  {
    id: 'messages-thinking-empty',
    title: 'Thinking blocks have a signature alone.',
    seen: ['router-for-me/CLIProxyAPI#5733'],
    expect: reportedBy('thinking-blocks', 'body /content/*/thinking'),
    shownBy: ['thinking/enabled'],
    hooks: inMessage(turn('/content/0/thinking', () => '')),
  },
  {
    id: 'messages-signature-empty',
    title: 'The signature of a thinking block is empty.',
    expect: reportedBy('thinking-signature', 'body /content/*/signature'),
    shownBy: ['thinking/enabled'],
    hooks: inMessage(turn('/content/0/signature', () => '')),
  },
  {
    id: 'messages-prefill-repeated',
    title: 'The answer repeats the final assistant message instead of continuing it.',
    seen: ['BerriAI/litellm#17246'],
    expect: reportedBy('prefill-continued', 'body /content/*/text'),
    shownBy: ['conversation/prefill'],
    hooks: { requested: (requested) => ({ ...requested, prefill: '' }) },
  },
  {
    id: 'messages-system-dropped',
    title: 'A system prompt given as a list of blocks is dropped.',
    expect: reportedBy('prompt-tokens', 'body /usage/input_tokens'),
    shownBy: ['conversation/system-blocks-counted'],
    hooks: {
      requested: (requested) =>
        Array.isArray(requested.body['system'])
          ? { ...requested, system: '', body: drop('/system')(requested.body) }
          : requested,
    },
  },
  {
    id: 'messages-block-costs-more',
    title: 'A text block is serialised into the prompt, and costs more than its text.',
    expect: reportedBy('prompt-tokens', 'body /usage/input_tokens'),
    shownBy: ['conversation/string-and-block'],
    hooks: {
      completion: (completion, { requested }) => {
        const [first] = Array.isArray(requested?.body['messages']) ? requested.body['messages'] : [];
        const isBlocks = isObject(first) && Array.isArray(first['content']);
        return isBlocks ? { ...completion, inputTokens: completion.inputTokens + 20 } : completion;
      },
    },
  },
  {
    id: 'messages-text-is-error',
    title: 'A failure comes as the text of a successful answer.',
    expect: reportedBy('error-as-text', 'body /content/*/text'),
    shownBy: MINIMAL,
    hooks: inMessage(
      put('/content/0/text', '[Proxy Error] The upstream did not answer.'),
      put('/usage/output_tokens', 10),
    ),
  },
]);
