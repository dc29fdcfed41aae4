import { textAltered } from '../../../../../src/core/checks/content/text-altered.js';
import { expectNoReport, expectReports, expectValidPasses } from '../../../../support/check.js';
import { chunk } from '../../../../support/exchange.js';
import { ask, call, callBody, choiceBody, textBody, tools } from '../../../../support/faithful.js';

const SILK = 'silk\\thread\nblue & white';
const MOSS = 'moss\\reed\nfern & clover';
const TEAL = 'teal\\heather\ncorn & barley';
const CAFE = 'Grüße, 你好';
const MOON = 'naïve moon';
const dictated = [SILK, MOSS, TEAL, CAFE, MOON, 'moon'].map((text, n) => ({ case: `basic/${n}`, text }));
const prompt = (text: string, more: object = {}) =>
  ask({ messages: [{ role: 'user', content: `Reply with exactly: ${text}` }], ...more });

let ids = 0;
const id = () => `chatcmpl-${(ids += 1)}`;
const body = (wanted: string, got = wanted, more: object = {}) => ({
  dictated,
  request: prompt(wanted, more),
  body: textBody(got, 'stop', { id: id() }),
});
const stream = (wanted: string, got = wanted) => {
  const own = id();
  return {
    dictated,
    request: prompt(wanted, { stream: true }),
    sse: [
      chunk({ role: 'assistant', content: '' }, null, { id: own }),
      chunk({ content: got }, null, { id: own }),
      chunk({}, 'stop', { id: own }),
      'data: [DONE]',
    ],
  };
};
const called = (wanted: string, got = wanted) => ({
  dictated,
  request: ask({ messages: [{ role: 'user', content: `Use the text “${wanted}”.` }], tools }),
  body: callBody([call(JSON.stringify({ city: got }), { id: id() })], 'tool_calls', { id: id() }),
  given: { of: 'arguments' as const },
});

const logged = (tokens: string, got: string) => ({
  dictated,
  request: prompt(tokens, { logprobs: true }),
  body: choiceBody(
    {
      message: { role: 'assistant', content: got },
      logprobs: { content: [{ token: tokens, logprob: -0.1, bytes: null, top_logprobs: [] }] },
    },
    { id: id(), usage: { prompt_tokens: 9, completion_tokens: 20, total_tokens: 29 } },
  ),
});

const ampersand = (text: string) => text.replaceAll('&', '&amp;');
const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const joined = (text: string) => text.replaceAll('\n', ' ');
const doubled = (text: string) => text.replaceAll('\\', '\\\\');
const reports = ['must wrong-value body /choices/0/message/content'];
const inStream = ['must wrong-value chunk 1 /choices/0/delta/content'];

expectValidPasses(textAltered, []);

expectReports(textAltered, {
  'an ampersand that is escaped in two texts': {
    ...body(SILK, ampersand(SILK)),
    earlier: [body(MOSS, ampersand(MOSS))],
    reports,
  },
  'line breaks of streams that are CRLF': {
    ...stream(SILK, crlf(SILK)),
    earlier: [stream(MOSS, crlf(MOSS)), body(TEAL)],
    reports: inStream,
  },
  'line breaks that are spaces in streams alone': {
    ...stream(SILK, joined(SILK)),
    earlier: [stream(MOSS, joined(MOSS)), body(TEAL)],
    reports: inStream,
  },
  'backslashes that are doubled in streams alone': {
    ...stream(SILK, doubled(SILK)),
    earlier: [stream(MOSS, doubled(MOSS)), body(TEAL)],
    reports: inStream,
  },
  'backslashes that are doubled in three texts': {
    ...body(SILK, doubled(SILK)),
    earlier: [body(MOSS, doubled(MOSS)), body(TEAL, doubled(TEAL))],
    reports,
  },
  'some line breaks that are lost in both texts': {
    ...body('one\ntwo\n\nthree', 'one\ntwothree'),
    earlier: [body('four\nfive\n\nsix', 'four\nfivesix')],
    dictated: ['one\ntwo\n\nthree', 'four\nfive\n\nsix'].map((text, n) => ({ case: `basic/${n}`, text })),
    reports,
  },
  'empty lines that are lost where single line breaks are not': {
    ...body('one\n\ntwo', 'onetwo'),
    earlier: [body('four\n\nfive', 'fourfive'), body(SILK)],
    dictated: ['one\n\ntwo', 'four\n\nfive', SILK].map((text, n) => ({ case: `basic/${n}`, text })),
    reports,
  },
  'a question mark for each UTF-16 unit beyond ASCII': {
    ...body('moon 🌙', 'moon ??'),
    earlier: [body('fern 🌿 über', 'fern ?? ?ber')],
    dictated: ['moon 🌙', 'fern 🌿 über'].map((text, n) => ({ case: `basic/${n}`, text })),
    reports,
  },
  'question marks for characters beyond ASCII': {
    ...body(CAFE, 'Gr??e, ??'),
    earlier: [body(MOON, 'na?ve moon')],
    reports,
  },
  'emoji that are lost in two bodies and two streams': {
    ...body('fern 🌿', 'fern'),
    earlier: [body('a 🧵 of silk', 'a  of silk'), stream('moon 🌙', 'moon'), stream('sun ☀ 🌞', 'sun ☀')],
    dictated: ['fern 🌿', 'a 🧵 of silk', 'moon 🌙', 'sun ☀ 🌞'].map((text, n) => ({ case: `basic/${n}`, text })),
    reports,
  },
  'texts that end before the first ampersand': {
    ...body(SILK, 'silk\\thread\nblue'),
    earlier: [body(MOSS, 'moss\\reed\nfern'), body(TEAL, 'teal\\heather\ncorn')],
    reports,
  },
  'streams alone that end before the first line break': {
    ...stream(SILK, 'silk\\thread'),
    earlier: [stream(MOSS, 'moss\\reed'), body(TEAL)],
    reports: inStream,
  },
  'streams alone that lack the end of each text': {
    ...stream(SILK, 'silk\\thread\nblue &'),
    earlier: [stream(MOSS, MOSS.slice(0, -2)), stream(MOON, 'naïve mo'), body(TEAL), body(CAFE)],
    reports: inStream,
  },
  'a sentence before each text of streams alone': {
    ...stream(SILK, `Sure! Here it is:\n${SILK}`),
    earlier: [
      stream(MOSS, `Sure! Here it is:\n${MOSS}`),
      stream(TEAL, `Sure! Here it is:\n${TEAL}`),
      body(CAFE),
      body(MOON),
    ],
    reports: inStream,
  },
  'an advertisement that no token in logprobs has': {
    ...logged(SILK, `${SILK}\n\nPowered by Acme`),
    testCase: { elicits: SILK },
    reports,
  },
  'an ampersand that is escaped in two calls': {
    ...called('Tom & Ada', 'Tom &amp; Ada'),
    earlier: [called('mint & lemon', 'mint &amp; lemon')],
    reports: ['must wrong-value body /choices/0/message/tool_calls/0/function/arguments'],
    reportingChecks: [],
  },
});

expectNoReport(textAltered, {
  'streams without their ends, and no body with it': {
    ...stream(SILK, 'silk\\thread\nblue &'),
    earlier: [stream(MOSS, MOSS.slice(0, -2)), stream(MOON, 'naïve mo')],
  },
  'streams without their ends, and one with it': {
    ...stream(SILK, 'silk\\thread\nblue &'),
    earlier: [stream(MOSS, MOSS.slice(0, -2)), stream(MOON, 'naïve mo'), stream(TEAL), body(TEAL), body(CAFE)],
  },
  'streams and a body without their ends': {
    ...stream(SILK, 'silk\\thread\nblue &'),
    earlier: [
      stream(MOSS, MOSS.slice(0, -2)),
      stream(MOON, 'naïve mo'),
      body(TEAL, TEAL.slice(0, -2)),
      body(CAFE),
      body(MOON),
    ],
  },
  'an escape in one of two texts': { ...body(SILK, ampersand(SILK)), earlier: [body(MOSS)] },
  'an escape in one text, the only one': { ...body(SILK, ampersand(SILK)), earlier: [body(CAFE)] },
  'the same text twice': { ...body(SILK, ampersand(SILK)), earlier: [body(SILK, ampersand(SILK))] },
  'other words as well': {
    ...body(SILK, `Sure: ${ampersand(SILK)}`),
    earlier: [body(MOSS, `Sure: ${ampersand(MOSS)}`)],
  },
  'a sentence before all texts of both forms, which a model may write': {
    ...stream(SILK, `Sure! ${SILK}`),
    earlier: [stream(MOSS, `Sure! ${MOSS}`), stream(TEAL, `Sure! ${TEAL}`), body(CAFE, `Sure! ${CAFE}`), body(MOON)],
  },
  'a sentence that the tokens in logprobs have': {
    ...logged(`Sure! ${SILK}`, `Sure! ${SILK}`),
    testCase: { elicits: SILK },
  },
  'a code fence that no token in logprobs has': {
    ...logged(SILK, `\`\`\`text\n${SILK}\n\`\`\``),
    testCase: { elicits: SILK },
  },
  'spaces for line breaks in two texts, which a model may prefer': {
    ...body(SILK, joined(SILK)),
    earlier: [body(MOSS, joined(MOSS))],
  },
  'one line break for two, which a model may prefer': {
    ...body('one\n\ntwo', 'one\ntwo'),
    earlier: [body('four\n\nfive', 'four\nfive'), body('six\n\nten', 'six\nten')],
    dictated: ['one\n\ntwo', 'four\n\nfive', 'six\n\nten'].map((text, n) => ({ case: `basic/${n}`, text })),
  },
  'doubled backslashes in two texts, which a model may prefer': {
    ...body(SILK, doubled(SILK)),
    earlier: [body(MOSS, doubled(MOSS))],
  },
  'two texts that end before the first line break, which a model may prefer': {
    ...body(SILK, 'silk\\thread'),
    earlier: [body(MOSS, 'moss\\reed')],
  },
  'texts that end early, before different characters': {
    ...body(SILK, 'silk'),
    earlier: [body(MOSS, 'moss\\reed\nfern'), body(TEAL, 'teal\\heather')],
  },
  'one text that does not end there': {
    ...body(SILK, 'silk\\thread'),
    earlier: [body(MOSS, 'moss\\reed'), body(TEAL, 'teal\\heather'), body('a\nb')],
    dictated: [...dictated, { case: 'basic/9', text: 'a\nb' }],
  },
  'one intact text of the form': {
    ...stream(SILK, crlf(SILK)),
    earlier: [stream(MOSS, crlf(MOSS)), stream(TEAL)],
  },
  'texts that end at a stop sequence': {
    ...body(SILK, ampersand(SILK), { stop: 'x' }),
    earlier: [body(MOSS, ampersand(MOSS), { stop: 'x' })],
  },
  'a white space more at the end': { ...body(SILK, `${SILK}\n`), earlier: [body(MOSS, `${MOSS}\n`)] },
  'intact arguments': { ...called('Tom & Ada'), earlier: [called('mint & lemon')] },
});
