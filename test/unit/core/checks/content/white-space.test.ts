import { whiteSpace } from '../../../../../src/core/checks/content/white-space.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

const elicits = 'one two three four five six seven eight nine';
const testCase = { elicits };
const streamed = ask({ stream: true });

expectValidPasses(whiteSpace, []);

expectReports(whiteSpace, {
  'all words in one': {
    testCase,
    request: ask(),
    body: textBody('onetwothreefourfivesixseveneightnine'),
    reports: ['must wrong-value body /choices/0/message/content'],
  },
  'line breaks that were dropped, and no spaces': {
    testCase: { elicits: 'red fox\ngreen owl\nblue heron\ngrey swan' },
    request: ask(),
    body: textBody('red foxgreen owlblue herongrey swan'),
    reports: ['must wrong-value body /choices/0/message/content'],
  },
  'deltas that were trimmed, the last of them cut off': {
    testCase,
    request: streamed,
    sse: faithfulEvents(elicits.split(' ').slice(0, 8), 'length'),
    reports: ['must wrong-value chunk 2 /choices/0/delta/content'],
  },
});

expectNoReport(whiteSpace, {
  'the text': { testCase, request: streamed, sse: faithfulEvents(elicits.split(/(?= )/)) },
  'words on separate lines': { testCase, request: ask(), body: textBody(elicits.replaceAll(' ', '\n')) },
  'words divided by commas': { testCase, request: ask(), body: textBody(elicits.replaceAll(' ', ',')) },
  'one space that is lost': { testCase, request: ask(), body: textBody(elicits.replace(' ', '')) },
  'fewer words': { testCase, request: ask(), body: textBody('onetwothree') },
  'another text': { testCase, request: ask(), body: textBody('https://example.com/a-long-address-without-any-space') },
  'a text of few words': { testCase: { elicits: 'one two three' }, request: ask(), body: textBody('onetwothree') },
});
