import { modelEcho } from '../../../../../src/core/checks/content/model-echo.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { chunk } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

const answer = (requested: string, answered: unknown) => ({
  request: ask({ model: requested }),
  body: textBody('Hi', 'stop', { model: answered }),
});

expectValidPasses(modelEcho, ['text', 'textStream', 'datedModel']);

expectReports(modelEcho, {
  'another model': { ...answer('gpt-5.4', 'deepseek-v4-flash'), reports: ['must wrong-value body /model'] },
  'a smaller sibling': { ...answer('gpt-4o', 'gpt-4o-mini'), reports: ['must wrong-value body /model'] },
  'another model in a stream': {
    request: ask({ model: 'a', stream: true }),
    sse: [chunk({ role: 'assistant', content: 'Hi' }), chunk({}, 'stop'), 'data: [DONE]'],
    reports: ['must wrong-value chunk 0 /model'],
  },
});

expectNoReport(modelEcho, {
  'a dated variant': answer('gpt-4o', 'gpt-4o-2024-05-13'),
  'the prefix of a provider': answer('gemma4', 'google/gemma4'),
  'a tuned variant in another case': answer('llama-3.3-70b', 'meta-llama/Llama-3.3-70B-Instruct'),
  'an alias that means the newest': answer('mistral-small-latest', 'mistral-small-2603'),
  'an alias without a date': answer('claude-sonnet-4-0', 'claude-sonnet-4-20250514'),
  'a custom GPT without its id': answer('gpt-4-gizmo-g-abc', 'gpt-4-gizmo'),
  'a router that was left to choose': answer('openrouter/auto', 'deepseek-v4'),
  'null: reported by the schema check': answer('a', null),
  'a request with an unknown model on purpose': {
    ...answer('no-such-model', 'gpt-5.4'),
    testCase: { mistake: 'unknown-model', expects: 'refused' },
  },
});
