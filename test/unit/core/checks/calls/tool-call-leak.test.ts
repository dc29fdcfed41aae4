import { toolCallLeak } from '../../../../../src/core/checks/calls/tool-call-leak.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, call, choiceBody, textBody, tools } from '../../../../support/faithful.js';

const request = ask({ tools });
const inBody = 'body /choices/0/message/content';
const callJson = '{"name": "get_weather", "arguments": {"city": "Oslo"}}';

expectValidPasses(toolCallLeak, ['none', 'noneStream']);

expectReports(toolCallLeak, {
  'a call tag in a stream': {
    request: ask({ tools, stream: true }),
    sse: faithfulEvents(['Sure. ', '<tool_', 'call>\n<function=get_weather>', '</function></tool_call>']),
    reports: ['must leaked chunk 2 /choices/0/delta/content'],
  },
  'a call as JSON': { request, body: textBody(callJson), reports: [`must leaked ${inBody}`] },
  'two calls as JSON': { request, body: textBody(`${callJson}\n${callJson}`), reports: [`must leaked ${inBody}`] },
  'a call as JSON in a fence': {
    request,
    body: textBody(`\`\`\`json\n${callJson}\n\`\`\``),
    reports: [`must leaked ${inBody}`],
  },
  'a call in the form of the request': {
    request,
    body: textBody('{"type":"function","function":{"name":"get_weather","parameters":{"city":"Oslo"}}}'),
    reports: [`must leaked ${inBody}`],
  },
  'the arguments alone': { request, body: textBody('{"city":"Oslo"}'), reports: [`must leaked ${inBody}`] },
  'a tag of DeepSeek': { request, body: textBody('<｜tool▁calls▁begin｜>'), reports: [`must leaked ${inBody}`] },
  'a call that was cut': {
    request,
    body: textBody('<tool_call>\n{"name": "get_wea', 'length'),
    reports: [`note leaked ${inBody}`],
  },
  'a call that was forced and cut': {
    request: ask({ tools, tool_choice: 'required' }),
    body: textBody('<tool_call>\n{"name": "get_wea', 'length'),
    reports: [`must leaked ${inBody}`],
  },
  'remains next to a call': {
    request,
    body: choiceBody({
      message: { role: 'assistant', content: 'name":"get_weather', tool_calls: [call()] },
      finish_reason: 'tool_calls',
    }),
    reports: [`note leaked ${inBody}`],
  },
  'a call in the text though none was wanted': {
    request: ask({ tools, tool_choice: 'none' }),
    body: textBody(callJson),
    reports: [`note leaked ${inBody}`],
  },
});

expectNoReport(toolCallLeak, {
  'JSON that calls nothing': { request, body: textBody('{"name":"Oslo","arguments":{}}') },
  'JSON with other members': { request, body: textBody('{"city":"Oslo","temperature":3}') },
  'requested JSON': {
    request: ask({ tools, response_format: { type: 'json_object' } }),
    body: textBody('{"city":"Oslo"}'),
  },
  'words about a tool': { request, body: textBody('I can call get_weather with {"city": "Oslo"} if you like.') },
  'markup that the prompt holds': {
    request: ask({ tools, messages: [{ role: 'user', content: 'Say <tool_call> and no more' }] }),
    body: textBody('<tool_call>'),
  },
  'markup where no tools were offered': { request: ask(), body: textBody('<tool_call>') },
});
