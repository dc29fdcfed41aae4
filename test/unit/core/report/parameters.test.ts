import { expect, it } from 'vitest';
import type { Case } from '../../../../src/core/model/case.js';
import { describeParameter, parameterTable } from '../../../../src/core/report/parameters.js';
import { makeCase, makeStep } from '../../../support/case.js';
import { makeDivergence, makeResult } from '../../../support/divergence.js';

const refused = { kind: 'refused', claim: 'acme.x', at: { part: 'status' } } as const;
const about = (name: string, body: NonNullable<Case['steps'][number]['body']>, more: Partial<Case> = {}) =>
  makeCase({ about: name, steps: [makeStep({ body })], ...more });

it('says of each parameter what became of it', () => {
  const cases = new Map([
    ['p/n', about('n', { n: 2 }, { stimulus: 'several-choices' })],
    ['p/stream', about('stream', { stream: true })],
    ['p/seed', about('seed', { seed: 1 })],
    ['p/tool_choice', about('tool_choice.auto', { tool_choice: 'auto' })],
    ['p/stop', about('stop', { stop: 'x' })],
    ['p/stop-streamed', about('stop', { stop: 'x', stream: true })],
    ['p/user', about('user', { user: 'x' })],
    ['p/top_p', about('top_p', { top_p: 2 }, { expects: 'refused' })],
    ['p/wide', about('endpoint', { wide: 1 })],
    ['p/tools', about('tools', { tools: [] })],
    ['p/logprobs', about('logprobs', { logprobs: true })],
  ]);
  const results = [
    makeResult({ case: 'p/n' }),
    makeResult({ case: 'p/stream' }),
    makeResult({ case: 'p/seed' }),
    makeResult({ case: 'p/tool_choice', divergences: [makeDivergence({ kind: 'ignored' })] }),
    makeResult({ case: 'p/stop' }),
    makeResult({ case: 'p/stop-streamed', divergences: [makeDivergence(refused)], observed: ['acme.x'] }),
    // The plain request was refused alike: the case did not test its claim.
    makeResult({ case: 'p/user', divergences: [makeDivergence(refused)], observed: [] }),
    makeResult({ case: 'p/top_p' }),
    makeResult({ case: 'p/wide' }),
    // Another step of the case tested the claim of the finding, which is not about the parameter of the case.
    makeResult({
      case: 'p/tools',
      divergences: [makeDivergence({ ...refused, finding: 'f-1' })],
      observed: ['acme.x'],
    }),
    makeResult({ case: 'p/logprobs', divergences: [makeDivergence({ ...refused, finding: 'f-2' })], observed: [] }),
  ];
  const findings = [
    { id: 'f-1', refused: 'without stream: true' },
    { id: 'f-2', refused: 'n and logprobs' },
  ];
  const omitted = [{ case: 'p/audio.*', spec: 'acme', needs: 'audio' }];
  expect(
    parameterTable(results, omitted, cases, findings).map((row) => `${row.parameter}: ${describeParameter(row)}`),
  ).toEqual([
    'audio: not documented',
    'logprobs: refused',
    'n: obeyed',
    'seed: accepted, effect not visible',
    'stop: refused only together with stream',
    'stream: obeyed',
    'tool_choice: ignored',
    'tools: could not tell',
    'user: could not tell',
  ]);
});
