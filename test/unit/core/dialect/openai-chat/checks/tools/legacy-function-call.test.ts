import { legacyFunctionCall } from '../../../../../../../src/core/dialect/openai-chat/checks/tools/legacy-function-call.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../../../support/check.js';
import { chunk } from '../../../../../../support/exchange.js';
import { ask, choiceBody, tools } from '../../../../../../support/faithful.js';

const message = { role: 'assistant', content: null, function_call: { name: 'get_time', arguments: '{}' } };

expectValidPasses(legacyFunctionCall, ['call', 'callStream', 'none', 'noneStream']);

expectReports(legacyFunctionCall, {
  'in a body': {
    request: ask({ tools }),
    body: choiceBody({ message, finish_reason: 'function_call' }),
    reports: ['must unexpected body /choices/0/message/function_call'],
  },
  'in a stream': {
    request: ask({ tools, stream: true }),
    sse: [chunk(message), chunk({}, 'function_call'), 'data: [DONE]'],
    reports: ['must unexpected chunk 0 /choices/0/delta/function_call'],
  },
  'the finish reason alone': {
    request: ask({ tools }),
    body: choiceBody({ message: { role: 'assistant', content: 'Hi' }, finish_reason: 'function_call' }),
    reports: ['must unexpected body /choices/0/finish_reason'],
  },
});

expectNoReport(legacyFunctionCall, {
  'an answer to functions': { request: ask({ tools, functions: [] }), body: choiceBody({ message }) },
  null: {
    request: ask({ tools }),
    body: choiceBody({ message: { role: 'assistant', content: 'Hi', function_call: null } }),
  },
});
