import { textEscaped } from '../../../../../src/core/checks/content/text-escaped.js';
import { expectNoReport, expectReports, expectValidPasses } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, call, callBody, textBody, tools } from '../../../../support/faithful.js';

const request = (content: string, more: object = {}) => ask({ messages: [{ role: 'user', content }], ...more });
const dictating = request('Reply with exactly: pong & "ping" <1>');
const lines = request('Reply with exactly these lines:\nred fox\ngreen owl\nblue heron');
const reports = ['must wrong-value body /choices/0/message/content'];

expectValidPasses(textEscaped, ['text', 'call']);

expectReports(textEscaped, {
  'entities of HTML': { request: dictating, body: textBody('pong &amp; &quot;ping&quot; &lt;1&gt;'), reports },
  'numbered entities': { request: dictating, body: textBody('pong &#38; &#x22;ping&#x22; <1>'), reports },
  'line breaks as two characters': { request: lines, body: textBody('red fox\\ngreen owl\\nblue heron'), reports },
  'percent signs': { request: dictating, body: textBody('pong%20%26%20%22ping%22%20%3C1%3E'), reports },
  'in a stream': {
    request: request('Reply with exactly: pong & "ping" <1>', { stream: true }),
    sse: faithfulEvents(['pong ', '&amp; "ping" ', '&lt;1&gt;']),
    reports: ['must wrong-value chunk 2 /choices/0/delta/content'],
  },
  'in the arguments of a call': {
    request: request('The weather in “St. Mary & Co <north>”?', { tools }),
    body: callBody([call('{"city":"St. Mary &amp; Co &lt;north&gt;"}')]),
    reports: ['must wrong-value body /choices/0/message/tool_calls/0/function/arguments'],
  },
});

expectNoReport(textEscaped, {
  'the text': { request: dictating, body: textBody('pong & "ping" <1>') },
  'a prompt that has the escapes itself': {
    request: request('Reply with exactly: a &lt; b &amp; c. It is a < b & c.'),
    body: textBody('a &lt; b &amp; c'),
  },
  'a text of the model': { request: request('Explain entities'), body: textBody('Write &lt; and &gt; for tags.') },
  'one escape alone': { request: request('Reply with exactly: pong & ping'), body: textBody('pong &amp; ping') },
  'doubled backslashes, which a model may write': {
    request: request('Reply with exactly: silver\\thread\\needle'),
    body: textBody('silver\\\\thread\\\\needle'),
  },
});
