import { answerOfAnother } from '../../../../../src/core/checks/content/answer-of-another.js';
import { expectNoReport, expectReports, expectValidPasses } from '../../../../support/check.js';
import { ask, call, callBody, textBody, tools } from '../../../../support/faithful.js';

const dictated = [
  { case: 'basic/minimal', text: 'pong' },
  { case: 'basic/user', text: 'silver\\thread\\needle' },
  { case: 'tools/unneeded', text: 'red fox\ngreen owl' },
  { case: 'basic/longer-answer', text: '1 2 3 4 5 6 7 8 9 10' },
  { case: 'tools/auto', text: 'Grey Harbour' },
  { case: 'tools/named', text: 'Berlin' },
];
const request = (content: string, more: object = {}) => ask({ messages: [{ role: 'user', content }], ...more });
const weather = {
  dictated,
  request: request('What is the weather in Lisbon?', { tools }),
};

expectValidPasses(answerOfAnother, []);

expectReports(answerOfAnother, {
  'the text of another request': {
    dictated,
    request: request('Reply with exactly: copper & kettle'),
    body: textBody('silver\\thread\\needle'),
    reports: ['must wrong-value body /choices/0/message/content'],
  },
  'the text of another request, with the own one': {
    dictated,
    request: request('Reply with exactly: copper & kettle'),
    body: textBody('copper & kettle\nred fox\ngreen owl'),
    reports: ['must wrong-value body /choices/0/message/content'],
  },
  'the place of another request': {
    ...weather,
    body: callBody([call('{"city":"Grey Harbour"}')]),
    reports: ['must wrong-value body /choices/0/message/tool_calls/0/function/arguments'],
  },
});

expectNoReport(answerOfAnother, {
  'the own text': {
    dictated,
    request: request('Reply with exactly: red fox\ngreen owl'),
    body: textBody('red fox\ngreen owl'),
  },
  'a model that always has the same word': { dictated, request: request('Say hi'), body: textBody('pong') },
  'a count that is part of another': {
    dictated,
    request: request('Count to 20'),
    body: textBody('1 2 3 4 5 6 7 8 9 10 11'),
  },
  'the own place': { ...weather, body: callBody([call('{"city":"Lisbon"}')]) },
  'a place that no request names': { ...weather, body: callBody([call('{"city":"Porto"}')]) },
  'a place of one word, which a model may write by itself': { ...weather, body: callBody([call('{"city":"Berlin"}')]) },
});
