import { finishLength } from '../../../../../src/core/checks/content/finish-length.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { completion, faithfulEvents } from '../../../../support/exchange.js';
import {
  ask,
  call,
  callBody,
  callStream,
  choiceBody,
  fragments,
  textBody,
  tools,
  usage,
} from '../../../../support/faithful.js';

const at = 'body /choices/0/finish_reason';
const elicits = 'one two three four five six seven';

expectValidPasses(finishLength, ['cut', 'cutStream', 'cutCall', 'twoChoices']);

expectReports(finishLength, {
  'stop, though the prompt requests more text than the limit allows': {
    request: ask({ max_tokens: 5 }),
    body: textBody('one two three four five', 'stop', usage(9, 5)),
    testCase: { stimulus: 'cut-by-length', elicits },
    reports: [`must wrong-value ${at}`],
  },
  'stop after one word of many': {
    request: ask({ max_tokens: 1 }),
    body: textBody('one', 'stop', usage(9, 1)),
    testCase: { stimulus: 'cut-by-length', elicits },
    reports: [`must wrong-value ${at}`],
  },
  'stop where all tokens went into something else': {
    request: ask({ max_tokens: 5 }),
    body: textBody('', 'stop', usage(9, 5)),
    reports: [`must wrong-value ${at}`],
    reportingChecks: ['answer-not-empty', 'finish-length'],
  },
  'length without a token, because the prompt does not fit': {
    request: ask(),
    body: textBody('', 'length', usage(9000, 0)),
    reports: [`must wrong-value ${at}`],
  },
  'an empty answer whose one token may be its end': {
    request: ask({ max_tokens: 1 }),
    body: textBody('', 'stop', usage(9, 1)),
    reports: [`note wrong-value ${at}`],
    reportingChecks: ['answer-not-empty'],
  },
  'another answer, which ends with its last token': {
    request: ask({ max_tokens: 5 }),
    body: textBody('I would rather not.', 'stop', usage(9, 5)),
    testCase: { stimulus: 'cut-by-length', elicits },
    reports: [`note wrong-value ${at}`],
  },
  'stop, where the text breaks off': {
    request: ask({ max_tokens: 4 }),
    body: textBody('One, two, three, four', 'stop', usage(9, 4)),
    testCase: { elicits },
    reports: [`must wrong-value ${at}`],
  },
  'stop in the middle of a word, streamed': {
    request: ask({ max_tokens: 4, stream: true }),
    sse: faithfulEvents(['one two ', 'three fo']),
    testCase: { elicits },
    reports: ['must wrong-value chunk 3 /choices/0/finish_reason'],
  },
  'tool_calls after a call that was cut': {
    request: ask({ tools, max_tokens: 9 }),
    body: callBody([call('{"city":"Os')], 'tool_calls', usage(9, 9)),
    reports: [`must wrong-value ${at}`],
  },
  'stop after a streamed call that was to be cut, and is broken off': {
    request: ask({ tools, max_tokens: 4, stream: true }),
    sse: callStream(fragments(0, 'call_1', 'get_weather', ['{"ci']), 'stop'),
    testCase: { stimulus: 'cut-by-length' },
    reports: ['must wrong-value chunk 3 /choices/0/finish_reason'],
  },
  'length for both of two choices that together are below the limit': {
    request: ask({ n: 2, max_tokens: 100 }),
    body: completion(
      {},
      {
        choices: [0, 1].map((index) => ({
          index,
          message: { role: 'assistant', content: 'Hello' },
          finish_reason: 'length',
        })),
        ...usage(9, 4),
      },
    ),
    testCase: { elicits: 'Hello' },
    reports: [`must wrong-value ${at}`, `must wrong-value ${at.replace('0', '1')}`],
  },
  'length, far below the limit': {
    request: ask({ max_tokens: 100 }),
    body: textBody('Hello!', 'length', usage(9, 2)),
    testCase: { elicits: 'Hello' },
    reports: [`must wrong-value ${at}`],
  },
  'length after a whole call, far below the limit': {
    request: ask({ tools, max_completion_tokens: 200 }),
    body: callBody([call()], 'length', usage(60, 12)),
    reports: [`must wrong-value ${at}`],
  },
  'stop after a call that was cut: of tool_calls nothing is said': {
    request: ask({ tools, max_tokens: 9 }),
    body: callBody([call('{"city":"Os')], 'stop', usage(9, 9)),
    reports: [`must wrong-value ${at}`],
  },
  'as many tokens as allowed, and nothing else to go by': {
    request: ask({ max_tokens: 2 }),
    body: textBody('Hello', 'stop'),
    reports: [`note wrong-value ${at}`],
  },
});

expectNoReport(finishLength, {
  'an answer that stopped early by itself': {
    request: ask({ max_tokens: 16 }),
    body: textBody('one two three', 'stop', usage(9, 3)),
    testCase: { stimulus: 'cut-by-length', elicits },
  },
  'an answer that a stop sequence ended': { request: ask({ max_tokens: 2, stop: 'x' }), body: textBody('Hello') },
  'no limit': { request: ask(), body: textBody('Hello') },
  'a damaged last character, far below a limit of tokens that nothing counts': {
    request: ask({ max_tokens: 100 }),
    body: textBody('one two caf\ufffd', 'stop', { usage: undefined }),
    testCase: { elicits: 'one two caf\u00e9 three four' },
  },
  'length, where the count may be the wrong one of the two': {
    request: ask({ max_tokens: 10 }),
    body: textBody('one two three four', 'length', usage(9, 9)),
    testCase: { elicits: 'one two three four' },
  },
  'length, where nothing is counted': {
    request: ask({ max_tokens: 100 }),
    body: textBody('Hello', 'length', { usage: undefined }),
    testCase: { elicits: 'Hello' },
  },
  'length, where reasoning may have used up the limit': {
    request: ask({ max_tokens: 100 }),
    body: choiceBody(
      { message: { role: 'assistant', content: 'Hello', reasoning_content: 'Let me see' }, finish_reason: 'length' },
      usage(9, 2),
    ),
    testCase: { elicits: 'Hello' },
  },
  'length, though hidden reasoning may have used up the limit': {
    request: ask({ max_tokens: 100 }),
    body: textBody('Hel', 'length', usage(9, 2)),
    testCase: { elicits: 'Hello' },
  },
  'length, where the total alone counts what was thought': {
    request: ask({ max_tokens: 100 }),
    body: textBody('Hello', 'length', { usage: { prompt_tokens: 9, completion_tokens: 1, total_tokens: 109 } }),
    testCase: { elicits: 'Hello' },
  },
  'length, where a long prompt may have left no room': {
    request: ask({ max_tokens: 100 }),
    body: textBody('Hello', 'length', usage(4094, 2)),
    testCase: { elicits: 'Hello' },
  },
});
