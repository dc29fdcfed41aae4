import { toolCallName } from '../../../../../src/core/checks/calls/tool-call-name.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { ask, callBody, callStream, fragments, tools } from '../../../../support/faithful.js';

const streamed = ask({ tools, stream: true });
const named = (name: string | undefined, args: string) => ({
  index: 0,
  function: { ...(name === undefined ? {} : { name }), arguments: args },
});
const opening = fragments()[0] ?? {};

expectValidPasses(toolCallName, ['call', 'callStream', 'parallel', 'parallelStream', 'named']);

expectReports(toolCallName, {
  'a function that was not offered': {
    request: ask({ tools }),
    body: callBody([{ id: 'a', type: 'function', function: { name: 'functions.get_weather', arguments: '{}' } }]),
    reports: ['must wrong-value body /choices/0/message/tool_calls/0/function/name'],
  },
  'an empty name and never another': {
    request: streamed,
    sse: callStream(fragments(0, 'call_1', '')),
    reports: ['must wrong-value chunk 1 /choices/0/delta/tool_calls/0/function/name'],
  },
  'a name that is glued from two': {
    request: streamed,
    sse: callStream([opening, named('get_time', '{"city":"Oslo"}')]),
    reports: ['must wrong-value chunk 1 /choices/0/delta/tool_calls/0/function/name'],
  },
  'a name in two parts': {
    request: streamed,
    sse: callStream([fragments(0, 'call_1', 'get_')[0] ?? {}, named('weather', '{"city":"Oslo"}')]),
    reports: ['should wrong-value chunk 1 /choices/0/delta/tool_calls/0/function/name'],
  },
  'an empty name in later fragments': {
    request: streamed,
    sse: callStream([opening, named('', '{"city":'), named('', '"Oslo"}')]),
    reports: ['note unusual-form chunk 2 /choices/0/delta/tool_calls/0/function/name'],
  },
  'the name again in a later fragment': {
    request: streamed,
    sse: callStream([opening, named('get_weather', '{"city":"Oslo"}')]),
    reports: ['note unusual-form chunk 2 /choices/0/delta/tool_calls/0/function/name'],
  },
});

const given = { rule: 'no-empty-name' };

expectReports(toolCallName, {
  'an empty name in later fragments, which the documents exclude': {
    request: streamed,
    given,
    sse: callStream([opening, named('', '{"city":'), named('', '"Oslo"}')]),
    reports: ['must unusual-form chunk 2 /choices/0/delta/tool_calls/0/function/name'],
    reportingChecks: [],
  },
});

expectNoReport(toolCallName, {
  'a name again, where the documents exclude empty ones': {
    request: streamed,
    given,
    sse: callStream([opening, named('get_weather', '{"city":"Oslo"}')]),
  },
  'a call of a custom tool': {
    request: ask({ tools }),
    body: callBody([{ id: 'a', type: 'custom', custom: { name: 'sql', input: 'SELECT 1;' } }]),
  },
  'any name where the request is not known to offer tools': {
    request: ask(),
    body: callBody([{ id: 'a', type: 'function', function: { name: 'any', arguments: '{}' } }]),
  },
});
