import { specialTokens } from '../../../../../src/core/checks/content/special-tokens.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

expectValidPasses(specialTokens, ['text', 'textStream', 'cut']);

expectReports(specialTokens, {
  'an end of turn, streamed': {
    request: ask({ stream: true }),
    sse: faithfulEvents(['Hi', '<|im_end|>']),
    reports: ['must leaked chunk 2 /choices/0/delta/content'],
  },
  'a closing mark at the end': {
    request: ask(),
    body: textBody('Why not?</s>'),
    reports: ['must leaked body /choices/0/message/content'],
  },
  'the end of a thought that began elsewhere': {
    request: ask(),
    body: textBody('The user greets me.\n</think>\n\nHi'),
    reports: ['must leaked body /choices/0/message/content'],
  },
  'a mark of DeepSeek': {
    request: ask(),
    body: textBody('<｜end▁of▁sentence｜>Hi'),
    reports: ['must leaked body /choices/0/message/content'],
  },
});

expectNoReport(specialTokens, {
  'struck-out text': { request: ask(), body: textBody('<s>old</s> new') },
  'a mark that the prompt holds': {
    request: ask({ messages: [{ role: 'user', content: 'What is <|im_end|>?' }] }),
    body: textBody('<|im_end|> ends a turn.'),
  },
});
