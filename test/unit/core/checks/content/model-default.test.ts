import { modelDefault } from '../../../../../src/core/checks/content/model-default.js';
import { leavesAlone, spares, trips } from '../../../../support/check.js';
import { ask, textBody } from '../../../../support/faithful.js';

const request = { messages: [{ role: 'user', content: 'Say hi' }] };

leavesAlone(modelDefault, ['noModel', 'noModelStream']);
leavesAlone(modelDefault, ['noModel', 'noModelStream'], { model: 'vendor/M' });

trips(modelDefault, {
  'another model than the default': {
    request,
    body: textBody('Hi', 'stop', { model: 'other' }),
    tells: ['must wrong-value body /model'],
  },
});

spares(modelDefault, {
  'a request that names a model': {
    request: ask({ model: 'other' }),
    body: textBody('Hi', 'stop', { model: 'other' }),
  },
  'an answer without a model': { request, body: textBody('Hi', 'stop', { model: undefined }) },
});
