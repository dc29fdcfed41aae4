import { answerNotEmpty } from '../../../../../src/core/checks/content/answer-not-empty.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { chunk, faithfulEvents } from '../../../../support/exchange.js';
import { ask, choiceBody, textBody } from '../../../../support/faithful.js';

const content = 'must wrong-value body /choices/0/message/content';

expectValidPasses(answerNotEmpty, ['text', 'textStream', 'refusal']);

expectReports(answerNotEmpty, {
  'an empty text': { request: ask(), body: textBody(''), reports: [content] },
  'null and no call': { request: ask(), body: textBody(null), reports: [content] },
  'an empty stream': {
    request: ask({ stream: true }),
    sse: faithfulEvents([]),
    reports: ['must wrong-value stream'],
  },
  'reasoning alone': {
    request: ask(),
    body: choiceBody({ message: { role: 'assistant', content: null, reasoning_content: 'Hm' } }),
    reports: [content],
  },
  'reasoning alone in a stream': {
    request: ask({ stream: true }),
    sse: [chunk({ role: 'assistant' }), chunk({ reasoning_content: 'Hm' }), chunk({}, 'stop'), 'data: [DONE]'],
    reports: ['must wrong-value stream'],
  },
});

expectNoReport(answerNotEmpty, {
  'an answer of no tokens': { request: ask({ max_tokens: 0 }), body: textBody('') },
  'an answer that was filtered': { request: ask(), body: textBody('', 'content_filter') },
  'reasoning that took the whole limit': {
    request: ask({ max_tokens: 4 }),
    body: choiceBody({ message: { role: 'assistant', content: '', reasoning: 'Hm' }, finish_reason: 'length' }),
  },
  'content in parts: reported by the schema check': {
    request: ask(),
    body: choiceBody({ message: { role: 'assistant', content: [{ type: 'text', text: 'Hi' }] } }),
  },
  'a stream that broke off': { request: ask({ stream: true }), sse: faithfulEvents([]).slice(0, 1) },
});
