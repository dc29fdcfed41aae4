import { put, drop, turn } from '../../edit.js';
import { events, faultsOf, hasDelta, inEvents, reportedBy } from './kit.js';

const MINIMAL = ['streaming/minimal'];

/** Faults of the deltas of content blocks. */
export const deltaFaults = faultsOf('chunk', [
  {
    id: 'messages-empty-block-first',
    title: 'An empty text block comes before the answer.',
    expect: reportedBy('block-deltas', 'chunk content_block_start /content_block'),
    shownBy: MINIMAL,
    hooks: {
      events: (all) => {
        const [start, ...rest] = all;
        if (start === undefined) return all;
        const shifted = rest.map((event) => turn('/index', (index) => Number(index) + 1)(event));
        const opened = { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } };
        return [start, opened, { type: 'content_block_stop', index: 0 }, ...shifted];
      },
    },
  },
  {
    id: 'messages-input-dropped',
    title: 'No input_json_delta comes: every input is empty.',
    seen: ['BerriAI/litellm#20480'],
    expect: reportedBy('block-deltas', 'chunk content_block_start /content_block'),
    shownBy: ['tools/offered-streamed'],
    hooks: events((event) => (hasDelta(event, 'input_json_delta') ? [] : [event])),
  },
  {
    id: 'messages-text-delta-in-call',
    title: 'The input of a call comes in text_delta events.',
    seen: ['anthropics/claude-code#5504'],
    expect: reportedBy('delta-type', 'chunk content_block_delta /delta/type'),
    shownBy: ['tools/no-arguments-streamed'],
    hooks: events((event) =>
      hasDelta(event, 'input_json_delta') ? [{ ...event, delta: { type: 'text_delta', text: '{}' } }] : [event],
    ),
  },
  {
    id: 'messages-text-cumulative',
    title: 'Every text_delta contains all text so far.',
    expect: reportedBy('content-increments', 'chunk content_block_delta /delta/text'),
    shownBy: ['streaming/counting'],
    hooks: {
      events(all) {
        let text = '';
        return all.map((event) => {
          if (!hasDelta(event, 'text_delta')) return event;
          return turn('/delta/text', (piece) => (text += String(piece)))(event);
        });
      },
    },
  },
  {
    id: 'messages-last-text-lost',
    title: 'The last piece of a text is lost, unless it is the only one.',
    expect: reportedBy('text-altered', 'chunk content_block_delta /delta/text'),
    shownBy: ['conversation/dictated-texts'],
    hooks: {
      events: (all) => {
        const pieces = all.filter((event) => hasDelta(event, 'text_delta'));
        return pieces.length < 2 ? all : all.filter((event) => event !== pieces.at(-1));
      },
    },
  },
  {
    id: 'messages-signature-missing',
    title: 'A thinking block ends without a signature_delta.',
    expect: reportedBy('thinking-signature', 'chunk content_block_start /content_block/signature'),
    shownBy: ['thinking/enabled-streamed'],
    hooks: events((event) => (hasDelta(event, 'signature_delta') ? [] : [event])),
  },
  {
    id: 'messages-thinking-unsigned-start',
    title: 'A thinking block is opened without its signature member.',
    expect: reportedBy('schema', 'chunk content_block_start /content_block/signature'),
    shownBy: ['thinking/enabled-streamed'],
    hooks: inEvents('content_block_start', drop('/content_block/signature')),
  },
  {
    id: 'messages-partial-json-lost',
    title: 'The last piece of the input of a call is lost.',
    expect: reportedBy('tool-use-input', 'chunk content_block_delta /delta/partial_json'),
    shownBy: ['tools/offered-streamed'],
    hooks: {
      events: (all) => {
        const last = all.findLastIndex((event) => hasDelta(event, 'input_json_delta'));
        return all.filter((_, n) => n !== last);
      },
    },
  },
  {
    id: 'messages-partial-json-object',
    title: 'partial_json is an object.',
    expect: reportedBy('schema', 'chunk content_block_delta /delta/partial_json'),
    shownBy: ['tools/no-arguments-streamed'],
    hooks: events((event) => (hasDelta(event, 'input_json_delta') ? [put('/delta/partial_json', {})(event)] : [event])),
  },
]);
