import { finishLength } from '../../../../src/core/checks/meaning/finish-length.js';
import { leavesAlone, spares, trips } from '../../../support/check.js';
import { faithfulEvents } from '../../../support/exchange.js';
import { ask, call, callBody, textBody, tools, usage } from '../../../support/faithful.js';

const at = 'body /choices/0/finish_reason';
const elicits = 'one two three four five six seven';

leavesAlone(finishLength, ['cut', 'cutStream', 'cutCall', 'twoChoices']);

trips(finishLength, {
  'stop, where far more was asked for': {
    request: ask({ max_tokens: 5 }),
    body: textBody('one two three four five', 'stop', usage(9, 5)),
    asked: { stimulus: 'cut-by-length', elicits },
    tells: [`must wrong-value ${at}`],
  },
  'stop after one word of many': {
    request: ask({ max_tokens: 1 }),
    body: textBody('one', 'stop', usage(9, 1)),
    asked: { stimulus: 'cut-by-length', elicits },
    tells: [`must wrong-value ${at}`],
  },
  'stop where all tokens went into something else': {
    request: ask({ max_tokens: 5 }),
    body: textBody('', 'stop', usage(9, 5)),
    tells: [`must wrong-value ${at}`],
    heard: ['answer-not-empty', 'finish-length'],
  },
  'an empty answer whose one token may be its end': {
    request: ask({ max_tokens: 1 }),
    body: textBody('', 'stop', usage(9, 1)),
    tells: [`note wrong-value ${at}`],
    heard: ['answer-not-empty'],
  },
  'another answer, which ends with its last token': {
    request: ask({ max_tokens: 5 }),
    body: textBody('I would rather not.', 'stop', usage(9, 5)),
    asked: { stimulus: 'cut-by-length', elicits },
    tells: [`note wrong-value ${at}`],
  },
  'stop, where the text breaks off': {
    request: ask({ max_tokens: 4 }),
    body: textBody('One, two, three, four', 'stop', usage(9, 4)),
    asked: { elicits },
    tells: [`must wrong-value ${at}`],
  },
  'stop in the middle of a word, streamed': {
    request: ask({ max_tokens: 4, stream: true }),
    sse: faithfulEvents(['one two ', 'three fo']),
    asked: { elicits },
    tells: ['must wrong-value chunk 3 /choices/0/finish_reason'],
  },
  'tool_calls after a call that was cut': {
    request: ask({ tools, max_tokens: 9 }),
    body: callBody([call('{"city":"Os')], 'tool_calls', usage(9, 9)),
    tells: [`must wrong-value ${at}`],
  },
  'as many tokens as allowed, and nothing else to go by': {
    request: ask({ max_tokens: 2 }),
    body: textBody('Hello', 'stop'),
    tells: [`note wrong-value ${at}`],
  },
});

spares(finishLength, {
  'an answer that stopped early by itself': {
    request: ask({ max_tokens: 16 }),
    body: textBody('one two three', 'stop', usage(9, 3)),
    asked: { stimulus: 'cut-by-length', elicits },
  },
  'an answer that a stop sequence ended': { request: ask({ max_tokens: 2, stop: 'x' }), body: textBody('Hello') },
  'no limit': { request: ask(), body: textBody('Hello') },
});
