import { describe, expect, it } from 'vitest';
import { MOST_REQUESTS, makeBothPlans, makePlan, offeredIds } from '../../../../src/core/plan/make-plan.js';
import { modelOf, specOf, suites as ownSuites } from '../../../support/specs-and-suites.js';
import { caseYaml, plan, spec, suite } from './made-up.js';

const limited = { max_tokens: { type: 'integer' } };

describe('makePlan', () => {
  it('puts the control case first, whatever the order of suites and whatever is selected', () => {
    const suites = [
      { ...suite(`cases:\n${caseYaml('other')}`, 'first'), order: 0 },
      suite(`cases:\n${caseYaml('later')}${caseYaml('minimal')}`),
    ];
    const ids = (only: string[]): string[] =>
      plan({ specs: [spec('a')], suites, selection: { suites: [], only } }).cases.map(({ id }) => id);
    expect(ids([])).toEqual(['basic/minimal', 'first/other', 'basic/later']);
    expect(ids(['basic/later'])).toEqual(['basic/minimal', 'basic/later']);
  });

  it('writes the model, and the stream flag only where it is said', () => {
    const suites = [
      suite(
        `cases:\n${caseYaml('plain')}${caseYaml('streamed', '    stream: true\n')}${caseYaml('aloud', '    stream: false\n')}`,
      ),
    ];
    const bodies = plan({ specs: [spec('a')], suites }).cases.map(({ steps }) => steps[0]);
    const messages = [{ role: 'user', content: 'Hi' }];
    expect(bodies.map((step) => step?.body)).toEqual([
      { model: 'm-1', messages },
      { model: 'm-1', messages, stream: true },
      { model: 'm-1', messages, stream: false },
    ]);
    expect(bodies.map((step) => step?.stream)).toEqual([false, true, false]);
  });

  it('leaves the model out, or names another, if the suite says so', () => {
    const suites = [suite(`cases:\n${caseYaml('none', '    model: null\n')}${caseYaml('other', '    model: m-2\n')}`)];
    const open = spec('a', {}, { required: ['messages'] });
    expect(plan({ specs: [open], suites }).cases.map(({ steps }) => steps[0]?.body?.['model'])).toEqual([
      undefined,
      'm-2',
    ]);
  });

  it('writes the limit into the parameter that the spec documents, the older name first', () => {
    const suites = [suite(`cases:\n${caseYaml('c', '    limit: 7\n')}`)];
    const newer = { max_completion_tokens: { type: 'integer' } };
    const bodyUnder = (properties: object): unknown =>
      plan({ specs: [spec('a', { ...properties })], suites }).cases[0]?.steps[0]?.body;
    expect(bodyUnder(limited)).toMatchObject({ max_tokens: 7 });
    expect(bodyUnder(newer)).toMatchObject({ max_completion_tokens: 7 });
    expect(bodyUnder({ ...limited, ...newer })).not.toHaveProperty('max_completion_tokens');
    expect(bodyUnder({})).not.toHaveProperty('max_tokens');
  });

  it('adds further parameters that the spec documents, and no others', () => {
    const suites = [suite(`cases:\n${caseYaml('c', '    also: { seed: 7, store: false }\n')}`)];
    const [only] = plan({ specs: [spec('a', { seed: { type: 'integer' } })], suites }).cases;
    expect(only?.steps[0]?.body).toEqual({ model: 'm-1', messages: [{ role: 'user', content: 'Hi' }], seed: 7 });
  });

  it('leaves out the steps that need what the spec does not document', () => {
    const request = '{messages: [{role: user, content: Hi}]}';
    const steps = ['', ', needs: [logprobs]', ''].map((more) => `      - {request: ${request}${more}}\n`).join('');
    const yaml = `  - id: c\n    title: T\n    asks: A.\n    about: endpoint\n    steps:\n${steps}`;
    const suites = [suite(`cases:\n${yaml}`)];
    const countSteps = (properties: object): unknown =>
      plan({ specs: [spec('a', { ...properties })], suites }).cases[0]?.steps.length;
    expect([countSteps({}), countSteps({ logprobs: { type: 'boolean' } })]).toEqual([2, 3]);
  });

  it('adds no limit if the request has one', () => {
    const suites = [suite(`cases:\n${caseYaml('c', ', max_completion_tokens: 3')}    limit: 7\n`)];
    const both = spec('a', { ...limited, max_completion_tokens: { type: 'integer' } });
    const [only] = plan({ specs: [both], suites }).cases;
    expect(only?.steps[0]?.body).toEqual({
      model: 'm-1',
      messages: [{ role: 'user', content: 'Hi' }],
      max_completion_tokens: 3,
    });
    expect(only?.maxTokens).toBe(3);
  });

  it('omits a case with an undocumented feature or parameter, and reports what it needs', () => {
    const yaml = `cases:\n${caseYaml('feature', '    needs: [stream-usage]\n')}${caseYaml('parameter', ', top_p: 1')}`;
    const silent = spec('a', { top_p: {} }, { claims: [] });
    const made = plan({
      specs: [{ ...silent, claims: silent.claims.map((claim) => ({ ...claim, basis: 'silent' as const })) }],
      suites: [suite(yaml)],
    });
    expect(made.cases).toEqual([]);
    expect(made.omitted).toEqual([
      { case: 'basic/feature', spec: 'a', needs: 'stream-usage' },
      { case: 'basic/parameter', spec: 'a', needs: 'top_p' },
    ]);
    const knowing = spec('a', { top_p: { type: 'number' } }, { features: ['stream-usage'] });
    expect(plan({ specs: [knowing], suites: [suite(yaml)] }).omitted).toEqual([]);
  });

  it('takes a feature about a parameter for the parameter', () => {
    const suites = [suite(`cases:\n${caseYaml('c', ', tool_choice: auto')}`)];
    expect(plan({ specs: [spec('a', {}, { features: ['tool_choice.auto'] })], suites }).cases).toHaveLength(1);
  });

  it('names the parameter where a case is about the limit of tokens', () => {
    const suites = [
      suite(
        `cases:\n${caseYaml('c', '    limit: 5\n    needs: [token-limit]\n').replace('about: endpoint', 'about: token-limit')}`,
      ),
    ];
    expect(plan({ specs: [spec('a', limited)], suites }).cases[0]?.about).toBe('max_tokens');
    expect(plan({ specs: [spec('a')], suites }).omitted[0]?.needs).toBe('token-limit');
  });

  it('derives the streamed twin', () => {
    const suites = [suite(`cases:\n${caseYaml('c', '    stream: both\n')}`)];
    const made = plan({ specs: [spec('a'), { ...spec('b'), features: {} }], suites });
    expect(made.cases.map(({ id, about, steps, specs }) => [id, about, steps[0]?.body?.['stream'], specs])).toEqual([
      ['basic/c', 'endpoint', undefined, ['a', 'b']],
      ['basic/c-streamed', 'stream', true, ['a', 'b']],
    ]);
  });

  describe('leaves out what is costly', () => {
    const others = (count: number): string =>
      Array.from({ length: count }, (_, n) => caseYaml(`other-${n}`).replace('Hi', `Hi ${n}`)).join('');
    const suites = (count: number) => [
      suite(`cases:\n${others(count)}${caseYaml('c', '    stream: both\n    costly: { streamed: room }\n')}`),
    ];
    const [a, b] = [spec('a'), { ...spec('b'), features: {} }];
    const omitted = [{ case: 'basic/c-streamed', spec: 'a', needs: 'room', skipped: true }];

    it('where a run would ask more than 120 requests, and only there', () => {
      expect(plan({ specs: [a], suites: suites(118) })).toMatchObject({ omitted: [] });
      expect(plan({ specs: [a], suites: suites(118) }).cases).toHaveLength(120);
      expect(plan({ specs: [a], suites: suites(119) })).toMatchObject({ omitted });
      expect(plan({ specs: [a], suites: suites(119) }).cases).toHaveLength(120);
    });

    it('a case itself as well as its twin', () => {
      const written = caseYaml('c', '    stream: both\n    costly: { case: rest, streamed: room }\n');
      const made = plan({ specs: [a], suites: [suite(`cases:\n${others(119)}${written}`)] });
      expect(made.cases).toHaveLength(119);
      expect(made.omitted).toEqual([{ ...omitted[0], case: 'basic/c', needs: 'rest', skipped: true }, ...omitted]);
    });

    it('and nothing if little is selected', () => {
      const selection = { suites: [], only: ['basic/c*'] };
      expect(plan({ specs: [a], suites: suites(200), selection })).toMatchObject({ omitted: [] });
    });

    it('for each spec by itself', () => {
      const many = Array.from({ length: 200 }, (_, n) =>
        caseYaml(`other-${n}`, '    needs: [stream-usage]\n').replace('Hi', `Hi ${n}`),
      );
      const costly = caseYaml('c', '    stream: both\n    costly: { streamed: room }\n');
      const made = plan({
        specs: [spec('a', {}, { features: ['stream-usage'] }), b],
        suites: [suite(`cases:\n${many.join('')}${costly}`)],
      });
      expect(made.omitted.filter(({ needs }) => needs === 'room')).toEqual(omitted);
      expect(made.cases.at(-1)).toMatchObject({ id: 'basic/c-streamed', specs: ['b'] });
    });
  });

  it('omits a request that the documents do not allow, and says why', () => {
    const strict = spec('a', { top_p: { type: 'number', maximum: 1 } });
    const made = plan({ specs: [strict, spec('b')], suites: [suite(`cases:\n${caseYaml('c', ', top_p: 2')}`)] });
    const needs = 'a request that the documents allow: /top_p breaks maximum {"comparison":"<=","limit":1}';
    expect(made.omitted).toContainEqual({ case: 'basic/c', spec: 'a', needs });
  });

  it('sends nothing to a spec of another dialect', () => {
    const suites = [suite(`cases:\n${caseYaml('c')}`)];
    expect(plan({ specs: [{ ...spec('a'), dialect: 'other' }], suites })).toEqual({ cases: [], omitted: [] });
  });

  it('takes the path below the version prefix of the base URL', () => {
    const suites = [suite(`cases:\n${caseYaml('c')}`)];
    const pathUnder = (baseUrl: string, path: string): string | undefined =>
      plan({ specs: [{ ...spec('a'), baseUrl, path }], suites }).cases[0]?.steps[0]?.path;
    expect(pathUnder('https://a.example/v1', '/v1/chat/completions')).toBe('/chat/completions');
    expect(pathUnder('https://a.example', '/v1/chat/completions')).toBe('/v1/chat/completions');
    expect(pathUnder('https://a.example/api/v3', '/api/v3/chat')).toBe('/chat');
    expect(pathUnder('https://a.example/v1?api-version=1', '/v1/chat')).toBe('/chat');
  });
});

describe('the plans of a spec of the package', () => {
  it.each(['openai', 'greenpt'])('are both what a plan of their limit is: %s', (id) => {
    const own = specOf(id);
    const input = { specs: [own], suites: ownSuites, model: modelOf(own) };
    const both = makeBothPlans(input);
    const complete = makePlan({ ...input, mostRequests: MOST_REQUESTS });
    const unlimited = makePlan({ ...input, mostRequests: Infinity });
    expect(complete.ok && unlimited.ok).toBe(true);
    expect(both).toEqual({
      ok: true,
      value: { complete: complete.ok && complete.value, unlimited: unlimited.ok && unlimited.value },
    });
    const planned = plan(input);
    expect(offeredIds(input)).toEqual(
      new Set([...planned.cases.map((each) => each.id), ...planned.omitted.map((each) => each.case)]),
    );
  });
});
