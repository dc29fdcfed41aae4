import type { Json } from '../../../../core/model/json.js';
import type { Hooks } from '../../hooks.js';
import { isObject } from '../../../sample.js';
import { hash } from '../../../model.js';
import { chunks, deltaOf, everywhere, hasText, inBody, inChunks } from '../kit/chunks.js';
import { change, textIn, turn } from '../../../edit.js';
import { notedBy, reportedBy, faultsOf } from '../kit/fault.js';
import { inMessages } from './conversations.js';

const PROMPT = reportedBy('prompt-tokens', 'body /usage/prompt_tokens');

const escapeHtml = (text: Json): string =>
  textIn(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const withoutEmoji = (text: string): string => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '');

/** Edits the texts of streams. */
const inDeltas = (edit: (text: string) => string): Hooks =>
  inChunks(change('/choices/*/delta/content', (text) => (typeof text === 'string' ? edit(text) : text)));

const withNotice = change('/choices/*/delta/content', (text) => `Here is the answer:\n${textIn(text)}`);

/** What only the comparison of an answer with its prompt, or with other requests of the run, shows. */
export const witnesses = faultsOf('response', [
  {
    id: 'prompt-tokens-times-n',
    seen: ['inclusionAI/AReno#460'],
    title: 'With n > 1, prompt_tokens are multiplied by n.',
    expect: PROMPT,
    shownBy: ['comparisons/n'],
    hooks: {
      completion: (completion) => ({
        ...completion,
        promptTokens: completion.promptTokens * completion.choices.length,
      }),
    },
  },
  {
    id: 'image-part-dropped',
    seen: ['leonickson1/Swiftlet#38', 'maiphucgiang/codebuddy2api#25', 'raullenchai/Rapid-MLX#466'],
    title: 'Image parts are dropped.',
    expect: PROMPT,
    shownBy: ['comparisons/image'],
    hooks: inMessages((messages) =>
      messages.map((message) => {
        const { content } = message;
        if (!Array.isArray(content)) return message;
        return { ...message, content: content.filter((part) => !isObject(part) || part['type'] === 'text') };
      }),
    ),
  },
  {
    id: 'later-system-messages-dropped',
    seen: ['Arthur-Ficial/apfel#390', 'raullenchai/Rapid-MLX#1765', 'Portkey-AI/gateway#457'],
    title: 'Every system message after the first is dropped.',
    expect: PROMPT,
    shownBy: ['comparisons/late-system-message'],
    hooks: inMessages((messages) => {
      const first = messages.findIndex(({ role }) => role === 'system');
      return messages.filter(({ role }, n) => role !== 'system' || n === first);
    }),
  },
  {
    id: 'assistant-parts-blanked',
    seen: ['CommandCodeAI/command-code#820', 'ggml-org/llama.cpp#14137'],
    title: 'An assistant message in parts loses its text.',
    expect: PROMPT,
    shownBy: ['comparisons/assistant-parts'],
    hooks: inMessages((messages) =>
      messages.map((message) =>
        message['role'] === 'assistant' && Array.isArray(message['content']) ? { ...message, content: '' } : message,
      ),
    ),
  },
  {
    id: 'history-dropped',
    seen: [],
    title: 'All messages before the last are dropped.',
    expect: PROMPT,
    shownBy: ['comparisons/history'],
    hooks: inMessages((messages) =>
      messages.some(({ role }) => role === 'tool' || role === 'system') ? messages : messages.slice(-1),
    ),
  },
  {
    id: 'prompt-of-the-tools',
    seen: [],
    title: 'A gateway adds a prompt of 2,000 tokens to requests with tools.',
    expect: reportedBy('usage-plausible', 'body /usage/prompt_tokens'),
    shownBy: ['tools/unneeded'],
    hooks: {
      completion: (completion, { requested }) =>
        requested?.tools.length ? { ...completion, promptTokens: completion.promptTokens + 2000 } : completion,
    },
  },
  {
    id: 'prompt-of-the-gateway',
    seen: [],
    title: 'A gateway adds a prompt of 2,000 tokens to every request.',
    expect: reportedBy('usage-plausible', 'body /usage/prompt_tokens'),
    shownBy: ['basic/limited'],
    hooks: {
      completion: (completion) => ({ ...completion, promptTokens: completion.promptTokens + 2000 }),
    },
  },
  {
    id: 'text-escaped-as-html',
    seen: [],
    title: 'Texts are escaped for HTML.',
    expect: reportedBy('text-escaped', 'body /choices/*/message/content'),
    shownBy: ['basic/limited'],
    hooks: everywhere(
      change('/choices/*/message/content', (text) => (typeof text === 'string' ? escapeHtml(text) : text)),
    ),
  },
  {
    id: 'arguments-escaped-as-html',
    seen: [],
    title: 'The values in the arguments of calls are escaped for HTML.',
    expect: reportedBy('text-escaped', 'body /choices/*/message/tool_calls/*/function/arguments'),
    shownBy: ['tools/schema-keywords'],
    hooks: everywhere(turn('/choices/*/message/tool_calls/*/function/arguments', escapeHtml)),
  },
  {
    id: 'ampersand-escaped',
    seen: [],
    title: '`&` is escaped in texts, and nothing else is.',
    expect: reportedBy('text-altered', 'body /choices/*/message/content'),
    shownBy: ['comparisons/dictated-texts'],
    hooks: everywhere(
      change('/choices/*/message/content', (text) => (typeof text === 'string' ? text.replaceAll('&', '&amp;') : text)),
    ),
  },
  {
    id: 'arguments-ampersand-escaped',
    seen: [],
    title: '`&` is escaped in the arguments of calls, and nothing else is.',
    expect: reportedBy('text-altered', 'body /choices/*/message/tool_calls/*/function/arguments'),
    shownBy: ['comparisons/dictated-arguments'],
    hooks: everywhere(
      turn('/choices/*/message/tool_calls/*/function/arguments', (text) => textIn(text).replaceAll('&', '&amp;')),
    ),
  },
  {
    id: 'advertisement-after-texts',
    seen: [],
    title: 'A gateway writes an advertisement after every text.',
    expect: reportedBy('text-altered', 'body /choices/*/message/content'),
    shownBy: ['penalties/logprobs.words'],
    hooks: inBody(
      change('/choices/*/message/content', (text) =>
        typeof text === 'string' ? `${text}\n\n---\nPowered by Acme AI, https://acme.example` : text,
      ),
    ),
  },
  {
    id: 'notice-before-streamed-texts',
    seen: [],
    title: 'A gateway writes a sentence before streamed texts.',
    expect: reportedBy('text-altered', 'chunk /choices/*/delta/content'),
    shownBy: ['comparisons/dictated-texts'],
    hooks: chunks((given) => given.map((chunk, n) => (n === given.findIndex(hasText) ? withNotice(chunk) : chunk))),
  },
  {
    id: 'stream-line-breaks-crlf',
    seen: [],
    title: 'The line breaks of streamed texts are CRLF.',
    expect: reportedBy('text-altered', 'chunk /choices/*/delta/content'),
    shownBy: ['comparisons/dictated-texts'],
    hooks: inDeltas((text) => text.replaceAll('\n', '\r\n')),
  },
  {
    id: 'stream-backslashes-doubled',
    seen: [],
    title: 'The backslashes of streamed texts are doubled.',
    expect: reportedBy('text-altered', 'chunk /choices/*/delta/content'),
    shownBy: ['comparisons/dictated-texts'],
    hooks: inDeltas((text) => text.replaceAll('\\', '\\\\')),
  },
  {
    id: 'chunks-of-line-breaks-dropped',
    seen: [],
    title: 'Chunks whose text is line breaks alone are dropped.',
    expect: reportedBy('text-altered', 'chunk /choices/*/delta/content'),
    shownBy: ['comparisons/dictated-texts'],
    hooks: chunks((given) => given.filter((chunk) => !/^\n+$/u.test(textIn(deltaOf(chunk)['content'])))),
  },
  {
    id: 'emoji-lost',
    seen: [],
    title: 'Characters of four bytes are dropped from texts.',
    expect: reportedBy('text-altered', 'body /choices/*/message/content'),
    shownBy: ['comparisons/dictated-texts'],
    hooks: {
      ...inDeltas(withoutEmoji),
      response: turn('/choices/*/message/content', (text) => (typeof text === 'string' ? withoutEmoji(text) : text)),
    },
  },
  {
    id: 'answer-of-another-request',
    seen: ['inferencerlabs/inferencer-feedback#127', 'ml-explore/mlx-lm#965'],
    title: 'A request gets the answer to another one.',
    expect: reportedBy('answer-of-another', 'body /choices/*/message/content'),
    shownBy: ['basic/stream-false'],
    hooks: {
      requested: (requested) =>
        requested.prompt.includes('copper')
          ? { ...requested, prompt: 'Reply with exactly: **elm** & <yew>\nmaple\\birch' }
          : requested,
    },
  },
  {
    id: 'call-ids-of-every-answer',
    seen: ['can1357/oh-my-pi#2055', 'mnfst/llm-gateway#2862'],
    title: 'The calls of every answer have the same ids.',
    expect: notedBy('tool-call-id', 'chunk /choices/*/delta/tool_calls/*/id'),
    shownBy: ['comparisons/streamed-tool-call'],
    hooks: {
      completion: (completion) => ({
        ...completion,
        choices: completion.choices.map((choice) => ({
          ...choice,
          calls: choice.calls.map((call, n) => ({ ...call, id: `functions.${call.name}:${n}` })),
        })),
      }),
    },
  },
  {
    id: 'answer-replayed-from-cache',
    seen: ['theopenco/llmgateway#3877', 'tashfeenahmed/freellmapi#481'],
    title: 'A repeated request gets the stored answer with its id.',
    expect: notedBy('id-unique', 'body /id'),
    shownBy: ['comparisons/repeated'],
    hooks: { response: (body, { request }) => ({ ...body, id: `chatcmpl-${hash(request.text)}` }) },
  },
]);
