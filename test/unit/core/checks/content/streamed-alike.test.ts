import { streamedAlike } from '../../../../../src/core/checks/content/streamed-alike.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { chunk, faithfulEvents } from '../../../../support/exchange.js';
import { ask, call, callBody, callStream, fragments, textBody, tools, usage } from '../../../../support/faithful.js';

const first = { id: 'chatcmpl-0' };
const streamed = (finish: string, prompt: number, completion: number) => ({
  request: ask({ stream: true, stream_options: { include_usage: true } }),
  sse: [
    ...faithfulEvents(['Hel', 'lo'], finish).slice(0, -1),
    chunk({}, null, { choices: [], ...usage(prompt, completion) }),
    'data: [DONE]',
  ],
});
const earlier = [{ request: ask(), body: textBody('Hello', 'stop', first) }];

expectValidPasses(streamedAlike, ['bothForms']);

expectReports(streamedAlike, {
  'the same text finishes for another reason': {
    ...streamed('content_filter', 9, 2),
    earlier,
    reports: ['must inconsistent chunk 3 /choices/0/finish_reason'],
  },
  'another count of the same prompt': {
    ...streamed('stop', 40, 2),
    earlier,
    reports: ['must inconsistent chunk 4 /usage/prompt_tokens'],
  },
  'another count of the same text': {
    ...streamed('stop', 9, 8),
    earlier,
    reports: ['must inconsistent chunk 4 /usage/completion_tokens'],
  },
});

expectNoReport(streamedAlike, {
  'another text': {
    ...streamed('length', 9, 8),
    earlier: [{ request: ask(), body: textBody('Hi there', 'stop', first) }],
  },
  'another request': {
    ...streamed('stop', 40, 2),
    earlier: [{ request: ask({ user: 'u' }), body: textBody('Hello', 'stop', first) }],
  },
  'a few tokens for the date': { ...streamed('stop', 11, 2), earlier },
});

/** A stream of one call that counts so many tokens, after a body of two that counts 30. */
const oneOfTwo = (completion: number, city = 'Oslo') => ({
  request: ask({ tools, stream: true, stream_options: { include_usage: true } }),
  sse: [
    ...callStream(fragments(0, 'call_9', 'get_weather', ['{"city":', `"${city}"}`])).slice(0, -1),
    chunk({}, null, { choices: [], ...usage(40, completion) }),
    'data: [DONE]',
  ],
  earlier: [
    {
      request: ask({ tools }),
      body: callBody([call('{"city":"Oslo"}'), call('{"city":"Rome"}', { id: 'call_2' })], 'tool_calls', {
        id: 'chatcmpl-0',
        ...usage(40, 30),
      }),
    },
  ],
});

expectReports(streamedAlike, {
  'a call that is counted in the stream and is not there': {
    ...oneOfTwo(30),
    reports: ['should inconsistent chunk 1 /choices/0/delta/tool_calls/0'],
  },
});

expectNoReport(streamedAlike, {
  'a stream of one call that counts one': oneOfTwo(15),
  'a stream of another call': oneOfTwo(30, 'Rome'),
});
