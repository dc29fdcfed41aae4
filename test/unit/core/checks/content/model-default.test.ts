import { modelDefault } from '../../../../../src/core/checks/content/model-default.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { ask, textBody } from '../../../../support/faithful.js';

const request = { messages: [{ role: 'user', content: 'Say hi' }] };

expectValidPasses(modelDefault, ['noModel', 'noModelStream']);
expectValidPasses(modelDefault, ['noModel', 'noModelStream'], { model: 'vendor/M' });

expectReports(modelDefault, {
  'another model than the default': {
    request,
    body: textBody('Hi', 'stop', { model: 'other' }),
    reports: ['must wrong-value body /model'],
  },
});

expectNoReport(modelDefault, {
  'a request that names a model': {
    request: ask({ model: 'other' }),
    body: textBody('Hi', 'stop', { model: 'other' }),
  },
  'an answer without a model': { request, body: textBody('Hi', 'stop', { model: undefined }) },
});
