import { stop } from '../../../../../src/core/checks/content/stop.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

const body = 'body /choices/0/message/content';

expectValidPasses(stop, ['stopped', 'stoppedStream']);

expectReports(stop, {
  'the text runs on': {
    request: ask({ stop: ['three'] }),
    body: textBody('one two three four'),
    reports: [`must ignored ${body}`],
  },
  'the text ends with it': { request: ask({ stop: '7' }), body: textBody('5 6 7'), reports: [`must leaked ${body}`] },
  'the second sequence, over two chunks': {
    request: ask({ stop: ['x', 'three'], stream: true }),
    sse: faithfulEvents(['one ', 'two th', 'ree four']),
    reports: ['must ignored chunk 2 /choices/0/delta/content'],
  },
});

expectReports(stop, {
  'the beginning of the sequence': {
    testCase: { elicits: 'one two <|end|> three' },
    request: ask({ stop: '<|end|>', stream: true }),
    sse: faithfulEvents(['one ', 'two <|', 'en']),
    reports: ['must leaked chunk 2 /choices/0/delta/content'],
    reportingChecks: ['stop'],
  },
  'a comma of the sequence': {
    testCase: { elicits: 'one, two, three' },
    request: ask({ stop: ', three' }),
    body: textBody('one, two,'),
    reports: [`should leaked ${body}`],
  },
});

expectReports(stop, {
  'the word before the sequence is lost': {
    testCase: { elicits: 'one two three four five six' },
    request: ask({ stop: 'five' }),
    body: textBody('one two three'),
    reports: [`should wrong-value ${body}`],
  },
  'the word before the sequence is lost in a stream': {
    testCase: { elicits: 'one two three four five six' },
    request: ask({ stop: ['x', 'five'], stream: true }),
    sse: faithfulEvents(['one ', 'two ', 'three']),
    reports: ['should wrong-value chunk 3 /choices/0/delta/content'],
  },
});

expectNoReport(stop, {
  'a text that ends two words before the sequence': {
    testCase: { elicits: 'one two three four five six' },
    request: ask({ stop: 'six' }),
    body: textBody('one two three'),
  },
  'a text of two words': {
    testCase: { elicits: 'one two three four' },
    request: ask({ stop: 'four' }),
    body: textBody('one two'),
  },
  'a text that a limit cut before the sequence': {
    testCase: { elicits: 'one two three four five six' },
    request: ask({ stop: 'five', max_tokens: 3 }),
    body: textBody('one two three', 'length'),
  },
  'the text before the sequence': {
    testCase: { elicits: 'one, two, three' },
    request: ask({ stop: ', three' }),
    body: textBody('one, two'),
  },
  'a space before the sequence': {
    testCase: { elicits: 'one two three' },
    request: ask({ stop: ' three' }),
    body: textBody('one two '),
  },
  'the beginning of the sequence, which the text has too': {
    testCase: { elicits: 'a, b, c' },
    request: ask({ stop: ', x' }),
    body: textBody('a,'),
  },
  'a text that never came to it': { request: ask({ stop: 'three' }), body: textBody('Hello') },
  'null, and an empty sequence': { request: ask({ stop: ['', null] }), body: textBody('Hello') },
});
