import { toolFinishReason } from '../../../../../src/core/checks/calls/tool-finish-reason.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { ask, call, callBody, callStream, fragments, textBody, tools } from '../../../../support/faithful.js';

const at = 'body /choices/0/finish_reason';

expectValidPasses(toolFinishReason, ['call', 'callStream', 'named', 'namedStream']);

expectReports(toolFinishReason, {
  'stop after a call': {
    request: ask({ tools }),
    body: callBody([call()], 'stop'),
    reports: [`must wrong-value ${at}`],
  },
  'stop after a streamed call': {
    request: ask({ tools, stream: true }),
    sse: callStream(fragments(), 'stop'),
    reports: ['must wrong-value chunk 4 /choices/0/finish_reason'],
  },
  'a value of the upstream': {
    request: ask({ tools }),
    body: callBody([call()], 'tool_use'),
    reports: [`must wrong-value ${at}`],
  },
  'tool_calls without a call': {
    request: ask({ tools }),
    body: textBody('Hi', 'tool_calls'),
    reports: [`must inconsistent ${at}`],
  },
  'stop where a call was required': {
    request: ask({ tools, tool_choice: 'required' }),
    body: callBody([call()], 'stop'),
    reports: [`note wrong-value ${at}`],
  },
});

expectNoReport(toolFinishReason, {
  'length after a call that was cut': { request: ask({ tools }), body: callBody([call('{"ci')], 'length') },
  'null in a body: reported by the schema check': {
    request: ask({ tools }),
    body: callBody([call()], null as unknown as string),
  },
});
