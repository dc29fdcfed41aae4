import { textComplete } from '../../../../../src/core/checks/content/text-complete.js';
import { expectNoReport, expectReports, expectValidPasses } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody, usage } from '../../../../support/faithful.js';

const elicits = 'one two three four five six seven';
const testCase = { elicits };
const streamed = ask({ stream: true });
const at = 'body /choices/0/message/content';

expectValidPasses(textComplete, []);

expectReports(textComplete, {
  'the first word is lost': {
    testCase,
    request: streamed,
    sse: faithfulEvents([' two three', ' four five six seven']),
    reports: ['must wrong-value chunk 1 /choices/0/delta/content'],
  },
  'half of the first word is lost, and the rest was cut': {
    testCase,
    request: ask({ max_tokens: 8 }),
    body: textBody('ne two three four', 'length', usage(9, 8)),
    reports: [`must wrong-value ${at}`],
  },
  'the last letters are lost': {
    testCase,
    request: ask(),
    body: textBody('one two three four five six sev'),
    reports: [`must wrong-value ${at}`],
  },
});

expectNoReport(textComplete, {
  'the text': { testCase, request: ask(), body: textBody(elicits) },
  'the text in other words': {
    testCase,
    request: ask(),
    body: textBody('Sure: One, two, three, four, five, six, seven.'),
  },
  'the text up to its limit': { testCase, request: ask(), body: textBody('one two three four fi', 'length') },
  'the text up to a stop sequence': {
    testCase,
    request: ask({ stop: 'ven' }),
    body: textBody('one two three four five six se'),
  },
  'a model that ends early': { testCase, request: ask(), body: textBody('one two three') },
  'a short part': { testCase, request: ask(), body: textBody('six seven') },
  'a part that comes twice': {
    testCase: { elicits: `${elicits} ${elicits}` },
    request: ask(),
    body: textBody('two three four'),
  },
});
