import { toolChoice } from '../../../../../src/core/checks/calls/tool-choice.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import {
  ask,
  call,
  callBody,
  callStream,
  choiceBody,
  fragments,
  textBody,
  tools,
} from '../../../../support/faithful.js';

const required = ask({ tools, tool_choice: 'required' });
const named = ask({ tools, tool_choice: { type: 'function', function: { name: 'get_time' } } });
const none = ask({ tools, tool_choice: 'none' });

expectValidPasses(toolChoice, ['none', 'noneStream'], { mode: 'none' });
expectValidPasses(toolChoice, ['parallel', 'parallelStream'], { mode: 'required' });
expectValidPasses(toolChoice, ['named', 'namedStream'], { mode: 'named' });
expectValidPasses(toolChoice, ['call', 'callStream'], { mode: 'auto' });
expectValidPasses(toolChoice, ['text', 'textStream'], { mode: 'unoffered' });

expectReports(toolChoice, {
  'required: text': {
    request: required,
    body: textBody('It is sunny.'),
    given: { mode: 'required' },
    reports: ['must ignored body /choices/0/message/tool_calls'],
  },
  'required: an empty list': {
    request: required,
    body: choiceBody({ message: { role: 'assistant', content: '', tool_calls: [] }, finish_reason: 'tool_calls' }),
    given: { mode: 'required' },
    reports: ['must ignored body /choices/0/message/tool_calls'],
  },
  'required: text in a stream': {
    request: { ...required, stream: true },
    sse: faithfulEvents(),
    given: { mode: 'required' },
    reports: ['must ignored stream'],
  },
  'required: the call as text': {
    request: required,
    body: textBody('{"name":"get_time","arguments":{}}'),
    given: { mode: 'required' },
    reports: ['must ignored body /choices/0/message/tool_calls'],
    reportingChecks: ['tool-call-leak', 'tool-choice'],
  },
  'unoffered: a call': {
    request: ask(),
    body: callBody([call()]),
    given: { mode: 'unoffered' },
    reports: ['must ignored body /choices/0/message/tool_calls'],
  },
  'unoffered: a call in a stream': {
    request: ask({ stream: true }),
    sse: callStream(fragments()),
    given: { mode: 'unoffered' },
    reports: ['must ignored chunk 1 /choices/0/delta/tool_calls'],
  },
  'named: another function': {
    request: named,
    body: callBody([call()]),
    given: { mode: 'named' },
    reports: ['must ignored body /choices/0/message/tool_calls/0/function/name'],
  },
  'named: text in a stream': {
    request: { ...named, stream: true },
    sse: faithfulEvents(),
    given: { mode: 'named' },
    reports: ['must ignored stream'],
  },
  'none: a call': {
    request: none,
    body: callBody([call()]),
    given: { mode: 'none' },
    reports: ['must ignored body /choices/0/message/tool_calls'],
  },
  'none: a call in a stream': {
    request: { ...none, stream: true },
    sse: callStream(fragments()),
    given: { mode: 'none' },
    reports: ['must ignored chunk 1 /choices/0/delta/tool_calls'],
  },
  'auto: nothing at all': {
    request: ask({ tools, stream: true }),
    sse: faithfulEvents(['']),
    given: { mode: 'auto' },
    reports: ['should ignored stream'],
    reportingChecks: ['tool-choice', 'answer-not-empty'],
  },
});

expectNoReport(toolChoice, {
  'unoffered: a call if the request has functions': {
    request: ask({ functions: [{ name: 'get_weather' }] }),
    body: callBody([call()]),
    given: { mode: 'unoffered' },
  },
  'unoffered: a call where the request offers tools of another kind': {
    request: ask({ tools: [{ type: 'web_search' }] }),
    body: callBody([call()]),
    given: { mode: 'unoffered' },
  },
});

expectNoReport(toolChoice, {
  'required: cut before the call': { request: required, body: textBody('', 'length'), given: { mode: 'required' } },
  'required: a call in the legacy form, reported by another check': {
    request: required,
    body: choiceBody({
      message: { role: 'assistant', content: null, function_call: { name: 'get_time', arguments: '{}' } },
    }),
    given: { mode: 'required' },
  },
  'named: a tool that was not offered': {
    request: ask({ tools, tool_choice: { type: 'function', function: { name: 'nope' } } }),
    body: callBody([call()]),
    given: { mode: 'named' },
  },
  'a choice among allowed tools': {
    request: ask({ tools, tool_choice: { type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [] } } }),
    body: textBody('Hi'),
    given: { mode: 'required' },
  },
});
