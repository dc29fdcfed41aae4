import { describe, expect, it } from 'vitest';
import { chunk } from '../../../../../../support/exchange.js';
import { chunkRole } from '../../../../../../../src/core/dialect/openai-chat/checks/stream/chunk-role.js';
import { reportsOf } from '../../../../../../support/check.js';
import { ask } from '../../../../../../support/faithful.js';
import { streamReports } from '../../../../../../support/judge-stream.js';

const opening = chunk({ role: 'assistant', content: '' });
const end = chunk({}, 'stop');
const say = (content: string, more: object = {}): object => chunk({ content }, null, more);

describe('chunk-constant', () => {
  it('reports a drifting id once', () => {
    const reported = streamReports([opening, say('Hi', { id: 'b' }), say('!', { id: 'c' }), end]);
    expect(reported).toEqual(['chunk-constant inconsistent chunk 1/id ×2']);
  });

  it('reports each field that drifts', () => {
    const drifting = say('Hi', { created: 1_760_000_009, model: 'other' });
    expect(streamReports([opening, drifting, end])).toEqual([
      'chunk-constant inconsistent chunk 1/created',
      'chunk-constant inconsistent chunk 1/model',
    ]);
  });

  it('reports a usage chunk without a time and a model', () => {
    const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
    const last = chunk({}, null, { choices: [], usage, created: 0, model: '' });
    const reported = streamReports([opening, say('Hi'), end, last], { stream_options: { include_usage: true } });
    expect(reported.filter((each) => each.startsWith('chunk-constant'))).toEqual([
      'chunk-constant inconsistent chunk 3/created',
      'chunk-constant inconsistent chunk 3/model',
    ]);
  });

  it('leaves blank and foreign chunks to the schema', () => {
    expect(streamReports([opening, say('Hi', { id: '' }), end])).toEqual([]);
    const foreign = { id: 'usage-1', request_id: 'r' };
    expect(streamReports([opening, say('Hi'), end, foreign])).toEqual([
      'schema missing-field chunk 3/object',
      'undocumented-field undocumented-field chunk 3/request_id',
    ]);
  });
});

describe('chunk-role', () => {
  it('accepts the role with or before the first content', () => {
    expect(streamReports([chunk({ role: 'assistant', content: 'Hi' }), end])).toEqual([]);
    expect(streamReports([chunk({ role: 'assistant' }), say('Hi'), end])).toEqual([]);
  });

  it('reports another role than that of the assistant, once', () => {
    const own = chunk({ role: 'user', content: 'Hi' });
    const reports = reportsOf(chunkRole, { request: ask({ stream: true }), sse: [own, own, end, 'data: [DONE]'] });
    expect(reports).toEqual(['should wrong-value chunk 0 /choices/0/delta/role']);
  });

  it('reports a role that is missing, late or repeated', () => {
    expect(streamReports([say('Hi'), end])).toEqual(['chunk-role missing-field chunk 0/choices/0/delta/role']);
    expect(streamReports([say('Hi'), opening, end])).toEqual(['chunk-role chunk-order chunk 1/choices/0/delta/role']);
    const again = chunk({ role: 'assistant', content: 'Hi' });
    expect(streamReports([opening, again, again, end])).toEqual([
      'chunk-role repeated chunk 1/choices/0/delta/role ×2',
    ]);
  });

  it('leaves null and missing deltas to the schema', () => {
    const nulls = chunk({ role: null, content: 'Hi', tool_calls: null });
    expect(streamReports([opening, nulls, nulls, end])).toEqual([
      'schema wrong-type chunk 1/choices/0/delta/role ×2',
      'schema wrong-type chunk 1/choices/0/delta/tool_calls ×2',
    ]);
    const bare = chunk(undefined, 'stop');
    expect(streamReports([opening, say('Hi'), bare])).toEqual(['schema missing-field chunk 2/choices/0/delta']);
  });
});

describe('content-increments', () => {
  it('reports text that is sent again in full', () => {
    const reported = streamReports([opening, say('Hel'), say('Hello'), say('Hello you'), end]);
    expect(reported).toEqual(['content-increments repeated chunk 2/choices/0/delta/content ×2']);
    expect(streamReports([opening, say('Hello'), say('Hello you'), end])).toHaveLength(1);
  });

  it('reports a buffer that is not always emptied, with any text before and after', () => {
    const counted = ['1', '1 2', '1 2 3', '1 2 3 4', '1 2 3 4 5', ' 6', ' 6 7', ' 6 7'].map((text) => say(text));
    const reported = streamReports([opening, say('So: '), ...counted, end]);
    expect(reported).toEqual(['content-increments repeated chunk 3/choices/0/delta/content ×4']);
  });

  it('leaves a few deltas alone that grow among others, and lines that do', () => {
    const few = ['Look: ', 'a', 'aa', 'aaa', 'aaaa', '.'].map((text) => say(text));
    expect(streamReports([opening, ...few, end])).toEqual([]);
    const lines = ['Stars:', '\n*', '\n**', '\n***', '\n****', '\n*****', '\n******'].map((text) => say(text));
    expect(streamReports([opening, ...lines, end])).toEqual([]);
  });

  it('leaves increments alone that happen to begin alike', () => {
    expect(streamReports([opening, say('ha'), say('haha'), end])).toEqual([]);
    expect(streamReports([opening, say('1'), say('10'), say('1'), end])).toEqual([]);
    expect(streamReports([opening, say('no'), say('no'), say('no'), end])).toEqual([]);
  });
});

describe('split-character', () => {
  it('reports a character that became U+FFFD, if the text is not ASCII', () => {
    const reported = streamReports([opening, say('a\ufffd'), say('\ufffdb'), end]);
    expect(reported).toEqual(['split-character malformed-utf8 chunk 1/choices/0/delta/content ×2']);
  });

  it('leaves whole characters alone, and one that the token limit cut', () => {
    expect(streamReports([opening, say('grüße 🎉'), end])).toEqual([]);
    expect(streamReports([opening, say('🎉\ufffd'), chunk({}, 'length')])).toEqual([]);
    expect(streamReports([opening, say('🎉\ufffd\ufffd\ufffd'), chunk({}, 'length')])).toEqual([]);
  });
});

describe('split-character, halves', () => {
  it('reports half of a surrogate pair, also if similar chunks contain the other half', () => {
    expect(streamReports([opening, say('\ud83c'), say('\udf89'), end])).toEqual([
      'split-character malformed-utf8 chunk 1/choices/0/delta/content',
    ]);
    const row = ['a', 'b', '\ud83c', '\udf89', 'c', 'd'].map((text) => say(text));
    expect(streamReports([opening, ...row, end])).toEqual([
      expect.stringMatching(/^split-character malformed-utf8 chunk \d\/choices\/0\/delta\/content$/u),
    ]);
  });

  it('reports half of a pair in the arguments of a call', () => {
    const call = (text: string): object => chunk({ tool_calls: [{ index: 0, function: { arguments: text } }] });
    const first = { index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: '' } };
    const reported = streamReports([
      chunk({ role: 'assistant', content: null, tool_calls: [first] }),
      ...['{"a":"\ud83c', '\udf89"}'].map((text) => call(text)),
      chunk({}, 'tool_calls'),
    ]);
    expect(reported.filter((each) => each.startsWith('split-character'))).toEqual([
      'split-character malformed-utf8 chunk 1/choices/0/delta/tool_calls/0/function/arguments',
    ]);
  });

  it('leaves whole pairs alone, and one that the token limit cut', () => {
    expect(streamReports([opening, say('🎉'), say('👋🏽'), end])).toEqual([]);
    expect(streamReports([opening, say('\ud83c'), chunk({}, 'length')])).toEqual([]);
  });
});

describe('empty-choices', () => {
  it('reports a chunk without choices that carries no usage', () => {
    expect(streamReports([chunk({}, null, { choices: [] }), opening, say('Hi'), end])).toEqual([
      'empty-choices unexpected chunk 0/choices',
    ]);
  });
});
