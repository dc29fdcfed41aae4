import { streamedAlike } from '../../../../../src/core/checks/content/streamed-alike.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { chunk, faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody, usage } from '../../../../support/faithful.js';

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

expectValidPasses(streamedAlike, ['twins']);

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
