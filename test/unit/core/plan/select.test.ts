import { describe, expect, it } from 'vitest';
import { estimate } from '../../../../src/core/plan/estimate.js';
import { makePlan } from '../../../../src/core/plan/make-plan.js';
import { requestsOf } from '../../../../src/core/plan/requests-of.js';
import { select } from '../../../../src/core/plan/select.js';
import { modelOf, specOf, suites as ownSuites } from '../../../support/specs-and-suites.js';
import { caseYaml, plan, spec, suite } from './made-up.js';

const suites = [suite('cases: []'), suite('cases: []', 'tools')];
const ids = ['basic/minimal', 'basic/user', 'tools/auto', 'tools/auto-streamed'];
const chosen = (wanted: { suites?: string[]; only?: string[] }): unknown => {
  const selected = select({ suites: [], only: [], ...wanted }, suites, ids);
  return selected.ok ? [...selected.value] : selected.errors;
};

describe('select', () => {
  it('takes all, a suite, or what globs match in it', () => {
    expect(chosen({})).toEqual(ids);
    expect(chosen({ suites: ['tools'] })).toEqual(['tools/auto', 'tools/auto-streamed']);
    expect(chosen({ only: ['tools/*-streamed', 'basic/user'] })).toEqual(['tools/auto-streamed', 'basic/user']);
    expect(chosen({ only: ['**/auto*'], suites: ['tools'] })).toEqual(['tools/auto', 'tools/auto-streamed']);
  });

  it.each([
    [{ suites: ['tool'] }, '--suite', 'There is no suite "tool".', 'Did you mean tools?'],
    [{ suites: ['basic,tools'] }, '--suite', 'There is no suite "basic,tools".', 'Separate the names by spaces.'],
    [{ only: ['tools/auot'] }, '--only', 'No case matches "tools/auot".', 'Did you mean tools/auto?'],
    [{ only: ['tools/auto'], suites: ['basic'] }, '--only', 'No case matches "tools/auto".', 'Known: basic/minimal'],
    [{ only: [''] }, '--only', 'No case matches "".', 'Known: basic/minimal'],
    [{ only: ['*'.repeat(70_000)] }, '--only', 'No case matches', 'Known:'],
  ])('names the nearest where nothing matches: %j', (wanted, file, reason, suggestion) => {
    expect(chosen(wanted)).toEqual([
      {
        file,
        line: null,
        column: null,
        reason: expect.stringContaining(reason) as string,
        suggestion: expect.stringContaining(suggestion) as string,
      },
    ]);
  });
});

describe('the plan of a selection', () => {
  const openai = specOf('openai');
  const shared = { specs: [openai], suites: ownSuites, model: modelOf(openai), mostRequests: Infinity };
  const complete = plan(shared).cases;

  it.each([
    [{ suites: ['penalties'] }, /^penalties\//u],
    [{ suites: ['basic', 'tools'] }, /^(?:basic|tools)\//u],
    [{ only: ['tools/*-streamed'] }, /^tools\/.*-streamed$/u],
    [{ only: ['tools/auto', 'penalties/**'] }, /^(?:tools\/auto$|penalties\/)/u],
    [{ only: ['tools/{auto,required}{,-streamed}'] }, /^tools\/(?:auto|required)(?:-streamed)?$/u],
    [{ only: ['basic/user|tools/auto'] }, /^(?:basic\/user|tools\/auto)$/u],
    [{ only: ['{basic,tools}/auto*'] }, /^(?:basic|tools)\/auto/u],
    [{ only: ['tools/auto', '*/user'] }, /^(?:tools\/auto|[^/]*\/user)$/u],
    [{ only: ['**/auto*'], suites: ['tools'] }, /^tools\/auto/u],
  ])('is the part of the complete plan that it names: %j', (selection, named) => {
    const { cases } = plan({ ...shared, selection: { suites: [], only: [], ...selection } });
    expect(cases).toEqual(complete.filter(({ id }) => id === 'basic/minimal' || named.test(id)));
    expect(cases.length).toBeGreaterThan(1);
  });

  it('suggests cases of all suites where a glob matches nothing', () => {
    const made = makePlan({ ...shared, selection: { suites: [], only: ['tool/auto'] } });
    expect(made.ok ? [] : made.errors.map(({ suggestion }) => suggestion)).toEqual(['Did you mean tools/auto?']);
  });
});

describe('estimate', () => {
  it('counts requests, and the most tokens that they can cost', () => {
    const yaml = `cases:
${caseYaml('two', ', n: 2')}    limit: 7
${caseYaml('open')}  - id: steps
    title: T
    asks: A.
    about: endpoint
    steps: [{method: GET, path: /models}, {request: {messages: []}, limit: 5}]
`;
    const limited = spec('a', { n: { type: 'integer' }, max_tokens: { type: 'integer' } });
    const { cases } = plan({ specs: [limited], suites: [suite(yaml)] });
    expect(estimate(requestsOf(cases, [limited]))).toEqual({
      requests: 4,
      promptTokens: 27 + 20 + 15,
      completionTokens: 2 * 7 + 5,
      unlimited: 1,
      fallback: { requests: 0, promptTokens: 0, completionTokens: 0 },
    });
  });
});
