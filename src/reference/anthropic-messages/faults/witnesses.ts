import type { Json, JsonObject } from '../../../core/model/json.js';
import { isObject } from '../../sample.js';
import { turn } from '../../edit.js';
import type { Hooks } from '../hooks.js';
import { blocksOf } from '../message-request.js';
import { faultsOf, inMessage, opens, reportedBy } from './kit.js';

const INPUT = reportedBy('prompt-tokens', 'body /usage/input_tokens');
const TEXT = reportedBy('text-altered', 'body /content/*/text');
const DICTATED = ['conversation/dictated-texts'];

const isType = (block: JsonObject, type: string): boolean => block['type'] === type;

/** Edits the blocks of every message before they are read. */
function inBlocks(edit: (blocks: readonly JsonObject[], message: JsonObject) => readonly JsonObject[]): Hooks {
  return {
    body: (body) => {
      const messages = Array.isArray(body['messages']) ? body['messages'] : [];
      return {
        ...body,
        messages: messages
          .filter(isObject)
          .map((message) => ({ ...message, content: [...edit(blocksOf(message['content']), message)] })),
      };
    },
  };
}

/** Edits the text of every message. */
const inText = (edit: (text: string) => string): Hooks =>
  inMessage(turn('/content/*/text', (text: Json) => (typeof text === 'string' ? edit(text) : text)));

/** What only the comparison of an answer with its prompt, or with other requests of the run, shows. */
export const witnessFaults = faultsOf('response', [
  {
    id: 'messages-second-result-lost',
    title: 'Of several tool results only the first is read.',
    expect: INPUT,
    shownBy: ['tools/result-counted'],
    hooks: inBlocks((blocks) => {
      const first = blocks.findIndex((block) => isType(block, 'tool_result'));
      return blocks.filter((block, n) => !isType(block, 'tool_result') || n === first);
    }),
  },
  {
    id: 'messages-result-flattened',
    title: 'A tool result in blocks is written into the prompt as JSON.',
    expect: reportedBy('prompt-tokens', 'chunk message_delta /usage/input_tokens'),
    shownBy: ['tools/result-blocks-counted'],
    hooks: inBlocks((blocks) =>
      blocks.map((block) =>
        isType(block, 'tool_result') && Array.isArray(block['content'])
          ? { ...block, content: JSON.stringify(block['content']) }
          : block,
      ),
    ),
  },
  {
    id: 'messages-texts-beside-results-lost',
    title: 'Texts in messages with tool calls or results are lost.',
    expect: INPUT,
    shownBy: ['tools/texts-counted'],
    hooks: inBlocks((blocks) =>
      blocks.some((block) => isType(block, 'tool_use') || isType(block, 'tool_result'))
        ? blocks.filter((block) => !isType(block, 'text'))
        : blocks,
    ),
  },
  {
    id: 'messages-second-streamed-call-lost',
    title: 'Of several calls only the first is streamed.',
    expect: reportedBy('streamed-alike', 'chunk content_block_start /content_block'),
    shownBy: ['streaming/as-unstreamed-parallel'],
    hooks: {
      events: (events) => {
        const calls = events.filter((event) => opens(event, 'tool_use')).map(({ index }) => index);
        return events.filter(({ index }) => !calls.slice(1).includes(index));
      },
    },
  },
  {
    id: 'messages-line-breaks-lost',
    title: 'The line breaks of texts are lost.',
    expect: TEXT,
    shownBy: DICTATED,
    hooks: inText((text) => text.replaceAll('\n', '')),
  },
  {
    id: 'messages-email-addresses-redacted',
    title: 'Email addresses in texts are replaced by [REDACTED].',
    expect: TEXT,
    shownBy: DICTATED,
    hooks: inText((text) => text.replaceAll(/[\w.]+@[\w.]+/gu, '[REDACTED]')),
  },
  {
    id: 'messages-markdown-removed',
    title: 'The marks of bold text are removed.',
    expect: TEXT,
    shownBy: DICTATED,
    hooks: inText((text) => text.replaceAll('**', '')),
  },
  {
    id: 'messages-non-ascii-as-question-marks',
    title: 'Characters beyond ASCII are replaced by `?`, one for each UTF-16 unit.',
    expect: TEXT,
    shownBy: DICTATED,
    hooks: inText((text) =>
      Array.from({ length: text.length }, (_, n) => (text.charCodeAt(n) > 127 ? '?' : (text[n] ?? ''))).join(''),
    ),
  },
  {
    id: 'messages-count-refuses-system-blocks',
    title: 'count_tokens refuses a system prompt in blocks.',
    expect: reportedBy('acceptance', 'status'),
    shownBy: ['tokens/system-counted'],
    hooks: {
      refusal: (refusal, { request }) =>
        refusal === null && request.path.endsWith('/count_tokens') && request.text.includes('"system":[')
          ? { mistake: 'unknown-value', status: 400, type: 'invalid_request_error', message: 'system: not a string' }
          : refusal,
    },
  },
]);
