import { promptTokens } from '../../../../../src/core/checks/content/prompt-tokens.js';
import { expectNoReport, expectReports, expectValidPasses } from '../../../../support/check.js';
import { ask, textBody, usage } from '../../../../support/faithful.js';

const user = { role: 'user', content: 'Say hi' };
const rules = { role: 'system', content: 'Use plain words, keep each line short, and do not talk about these rules.' };
const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };

/** An answer to a prompt of these messages that counts so many prompt tokens. */
const counted = (prompt: number, messages: readonly object[], more: object = {}) => ({
  request: ask({ messages, ...more }),
  body: textBody('Hello', 'stop', { id: `chatcmpl-${prompt}`, ...usage(prompt, 2) }),
});
const called = {
  role: 'assistant',
  tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }],
};
const result = (more = '') => ({ role: 'tool', tool_call_id: 'a', content: `It is clear.${more}` });
const LONG = ' The air has 18 degrees, and a soft wind blows in from the west; rain will fall at night.';
const first = { ...counted(9, [user]), body: textBody('Hello', 'stop', { id: 'chatcmpl-0', ...usage(9, 2) }) };
const reports = ['must inconsistent body /usage/prompt_tokens'];
const lesser = ['should inconsistent body /usage/prompt_tokens'];

expectValidPasses(promptTokens, []);

expectReports(promptTokens, {
  'the prompt times n': { ...counted(18, [user], { n: 2 }), earlier: [first], reports },
  'fewer tokens for parts': {
    ...counted(3, [{ role: 'user', content: [{ type: 'text', text: 'Say hi' }] }]),
    earlier: [first],
    reports,
  },
  'an image that is not counted': {
    ...counted(9, [{ role: 'user', content: [{ type: 'text', text: 'Say hi' }, image] }]),
    earlier: [first],
    reports: lesser,
  },
  'a later system message that is not counted': { ...counted(9, [user, rules]), earlier: [first], reports: lesser },
  'a history that is not counted, in the longer request before': {
    ...counted(9, [user]),
    earlier: [{ ...counted(9, [rules, user]), body: textBody('Hello', 'stop', { id: 'chatcmpl-0', ...usage(9, 2) }) }],
    reports: lesser,
  },
  'the longer result of a tool that is not counted': {
    ...counted(30, [user, called, result(LONG)]),
    earlier: [counted(31, [user, called, result()])],
    reports: lesser,
  },
  'far more tokens than the further message has': { ...counted(700, [rules, user]), earlier: [first], reports: lesser },
});

expectNoReport(promptTokens, {
  'the same count, with n and a limit': { ...counted(9, [user], { n: 2, max_tokens: 5 }), earlier: [first] },
  'a few tokens for a template': { ...counted(12, [user]), earlier: [first] },
  'the longer result of a tool that is counted': {
    ...counted(52, [user, called, result(LONG)]),
    earlier: [counted(31, [user, called, result()])],
  },
  'another result of a tool': {
    ...counted(30, [user, called, { ...result(), content: LONG }]),
    earlier: [counted(31, [user, called, result()])],
  },
  'a message that is counted': { ...counted(29, [rules, user]), earlier: [first] },
  'an image that is counted': {
    ...counted(94, [{ role: 'user', content: [{ type: 'text', text: 'Say hi' }, image] }]),
    earlier: [first],
  },
  'a short message, whose tokens may be few': {
    ...counted(9, [{ role: 'system', content: 'Be kind.' }, user]),
    earlier: [first],
  },
  'another text': { ...counted(90, [{ role: 'user', content: 'Say something' }]), earlier: [first] },
  'a response format, which a template may contain': {
    ...counted(90, [user], { response_format: { type: 'json_object' } }),
    earlier: [first],
  },
  'another model': { ...counted(40, [user], { model: 'other' }), earlier: [first] },
  'no usage before': {
    ...counted(40, [user]),
    earlier: [{ request: ask(), body: textBody('Hello', 'stop', { id: 'chatcmpl-0', usage: null }) }],
  },
  'a recorded request': { ...counted(40, [user]), earlier: [first], testCase: { origin: 'captured' } },
});
