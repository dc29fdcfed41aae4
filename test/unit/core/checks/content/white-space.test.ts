import { whiteSpace } from '../../../../../src/core/checks/content/white-space.js';
import { leavesAlone, spares, trips } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

const elicits = 'one two three four five six seven eight nine';
const asked = { elicits };
const streamed = ask({ stream: true });

leavesAlone(whiteSpace, []);

trips(whiteSpace, {
  'all words in one': {
    asked,
    request: ask(),
    body: textBody('onetwothreefourfivesixseveneightnine'),
    tells: ['must wrong-value body /choices/0/message/content'],
  },
  'deltas that were trimmed, the last of them cut off': {
    asked,
    request: streamed,
    sse: faithfulEvents(elicits.split(' ').slice(0, 8), 'length'),
    tells: ['must wrong-value chunk 2 /choices/0/delta/content'],
  },
});

spares(whiteSpace, {
  'the text': { asked, request: streamed, sse: faithfulEvents(elicits.split(/(?= )/)) },
  'words on lines of their own': { asked, request: ask(), body: textBody(elicits.replaceAll(' ', '\n')) },
  'words divided by commas': { asked, request: ask(), body: textBody(elicits.replaceAll(' ', ',')) },
  'fewer words': { asked, request: ask(), body: textBody('onetwothree') },
  'another text': { asked, request: ask(), body: textBody('https://example.com/a-long-address-without-any-space') },
  'a text of few words': { asked: { elicits: 'one two three' }, request: ask(), body: textBody('onetwothree') },
});
