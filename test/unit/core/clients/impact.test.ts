import { assert, constantFrom, dictionary, property, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLIENT_TASKS, type ClientTask } from '../../../../src/core/clients/measured-client.js';
import { tasksLike } from '../../../../src/core/clients/tasks-like.js';
import { impactOf, specDialects, withImpact } from '../../../../src/core/clients/impact.js';
import { makeCase } from '../../../support/case.js';
import { makeClient, makeClientData } from '../../../support/client-data.js';
import { makeDivergence, makeResult } from '../../../support/divergence.js';
import { propertyRuns } from '../../../support/property-runs.js';
import { sampleReport } from '../../reporters/sample-report.js';

const [A, B, C] = [
  'schema missing-field chunk /a',
  'schema missing-field chunk /b',
  'stream-end truncated stream',
] as const;

/** The effect on one client with these outcomes, for a finding with A (and others) in a run with these divergences. */
function effectOf(
  measured: Parameters<typeof makeClient>[1],
  faults: Parameters<typeof makeClientData>[1],
  raised: readonly string[] = [A],
  run: readonly string[] = raised,
  titles: readonly string[] = [],
  tasks: readonly ClientTask[] = CLIENT_TASKS,
) {
  const data = makeClientData([makeClient('acme', measured)], faults);
  const finding = {
    main: raised[0] ?? A,
    titles: new Set(titles),
    raised: new Set(raised),
    run: new Set(run),
    tasks: new Set(tasks),
  };
  const impact = impactOf(finding, 'openai-chat', data);
  return [impact.clients[0]?.effect, impact.clients[0]?.tasks.map(({ task }) => task).join(), impact.faults.join()];
}

const THROWS = { stream: 'throws: Error: x', answer: 'works' };
const WORKS = { stream: 'works' };

describe('the impact of a finding on a client', () => {
  it.each([
    ['a fault that is equal breaks it', { one: THROWS }, { one: [A] }, ['breaks', 'stream', 'one']],
    ['an equal fault leaves it intact', { one: WORKS }, { one: [A] }, ['works', '', 'one']],
    ['no task shows the fault', { one: {} }, { one: [A] }, ['not-used', '', 'one']],
    ['the fault was not measured', {}, { one: [A] }, ['not-measured', '', 'one']],
    ['no fault looks like it', { one: THROWS }, { one: [B] }, ['not-measured', '', '']],
    [
      'all equal faults break it',
      { one: THROWS, two: THROWS },
      { one: [A], two: [A] },
      ['breaks', 'stream', 'one,two'],
    ],
    [
      'two of three equal faults break it',
      { one: THROWS, two: WORKS, three: THROWS },
      { one: [A], two: [A], three: [A] },
      ['may-break', 'stream', 'one,three,two'],
    ],
    [
      'no task shows one of three equal faults',
      { one: THROWS, two: {}, three: THROWS },
      { one: [A], two: [A], three: [A] },
      ['may-break', 'stream', 'one,three,two'],
    ],
    [
      'one of two equal faults breaks it',
      { one: THROWS, two: WORKS },
      { one: [A], two: [A] },
      ['not-measured', '', 'one,two'],
    ],
    ['a fault that raises more breaks it', { one: THROWS }, { one: [A, B] }, ['may-break', 'stream', 'one']],
    ['a fault that raises more leaves it intact', { one: WORKS }, { one: [A, B] }, ['works', '', 'one']],
    [
      'an equal fault is known and another raises more',
      { one: WORKS, two: THROWS },
      { one: [A], two: [A, B] },
      ['works', '', 'one'],
    ],
  ])('%s', (_, measured, faults, expected) => {
    expect(effectOf(measured, faults)).toEqual(expected);
  });

  it('counts a fault as equal if the run shows the rest of it in other findings', () => {
    expect(effectOf({ one: THROWS }, { one: [A, B] }, [A], [A, B, C])).toEqual(['breaks', 'stream', 'one']);
  });

  it('claims nothing from a fault that raises only a part of the finding, except that it may break', () => {
    expect(effectOf({ one: THROWS }, { one: [A] }, [A, B])).toEqual(['may-break', 'stream', 'one']);
    expect(effectOf({ one: WORKS }, { one: [A] }, [A, B])).toEqual(['not-measured', '', 'one']);
    expect(effectOf({ one: THROWS }, { one: [B] }, [A, B])).toEqual(['not-measured', '', '']);
  });

  it('prefers faults with the same value', () => {
    const faults = { one: [`${A}: a is ""`], two: [`${A}: a is "x"`], three: [A] };
    const measured = { one: WORKS, two: THROWS, three: THROWS };
    expect(effectOf(measured, faults, [A], [A], ['a is ""'])).toEqual(['works', '', 'one']);
    expect(effectOf(measured, faults, [A], [A], ['a is "x"', 'a is "y"'])).toEqual(['breaks', 'stream', 'two']);
    expect(effectOf(measured, faults, [A], [A], ['a is "z"'])).toEqual(['may-break', 'stream', 'one,three,two']);
  });

  it('compares the status only with faults of the same title', () => {
    const status = 'acceptance refused status';
    const faults = { one: [`${status}: n was refused`], two: [`${status}: stop was refused`] };
    const measured = { one: THROWS, two: WORKS };
    const title = (text: string) => effectOf(measured, faults, [status], [status], [text]);
    expect(title('n was refused')).toEqual(['breaks', 'stream', 'one']);
    expect(title('stop was refused')).toEqual(['works', '', 'two']);
    expect(title('seed was refused')).toEqual(['not-measured', '', '']);
  });

  it('names the tasks that fail under every equal fault', () => {
    const both = { stream: 'throws: Error: x', answer: 'wrong: text: "" for "a"' };
    const impact = effectOf({ one: both, two: THROWS }, { one: [A], two: [A] });
    expect(impact).toEqual(['breaks', 'stream', 'one,two']);
    expect(effectOf({ one: { answer: 'hangs' }, two: THROWS }, { one: [A], two: [A] })[1]).toBe('answer,stream');
  });

  it('counts only tasks that send requests like those that show it', () => {
    const measured = { one: { stream: 'throws: Error: x', answer: 'works' } };
    const effect = (...cases: readonly string[]) =>
      effectOf(measured, { one: [A] }, [A], [A], [], [...tasksLike(cases)]).slice(0, 2);
    expect(effect('streaming/minimal', 'basic/minimal')).toEqual(['breaks', 'stream']);
    expect(effect('basic/minimal')).toEqual(['works', '']);
    expect(effect('errors/malformed-json')).toEqual(['not-used', '']);
  });

  it.each<[string, readonly ClientTask[]]>([
    ['basic/minimal', ['answer', 'usage']],
    ['streaming/counting', ['stream', 'usage', 'error-in-stream']],
    ['tools/offered', ['tool-round-trip', 'parallel-calls', 'usage']],
    ['tools/any-streamed', ['streamed-tool-call', 'parallel-calls', 'usage', 'error-in-stream']],
    ['penalties/response_format.json_schema', ['structured-output']],
    ['parameters/output_config.format', ['structured-output']],
    ['errors/unknown-model', ['error']],
    ['auth/x-api-key.wrong-key', ['error']],
    ['errors/malformed-json', []],
    ['penalties/temperature.max', []],
  ])('finds the tasks with requests like %s', (id, tasks) => {
    expect([...tasksLike([id])]).toEqual(tasks);
  });

  it('ignores clients and faults of other dialects', () => {
    const data = makeClientData([makeClient('acme', { one: THROWS }, { dialect: 'anthropic-messages' })], { one: [A] });
    const finding = { main: A, titles: new Set<string>(), raised: new Set([A]), run: new Set([A]), tasks: new Set(CLIENT_TASKS) };
    expect(impactOf(finding, 'openai-chat', data)).toEqual({ faults: ['one'], clients: [] });
    expect(impactOf(finding, 'anthropic-messages', data)).toMatchObject({ faults: [] });
  });
});

it('breaks a client only if every fault that looks alike does, whatever else was measured', () => {
  const raised = dictionary(constantFrom('f1', 'f2', 'f3'), subarray([A, B, C]));
  const outcome = constantFrom('works', 'throws: Error', 'wrong: x', 'hangs');
  const outcomes = dictionary(constantFrom('f1', 'f2', 'f3'), dictionary(constantFrom('stream', 'answer'), outcome));
  assert(
    property(raised, outcomes, subarray([A, B, C], { minLength: 1 }), (faults, measured, shown) => {
      const [effect, , looksAlike = ''] = effectOf(measured, faults, shown);
      const ids = looksAlike === '' ? [] : looksAlike.split(',');
      const fails = (id: string): boolean => Object.values(measured[id] ?? {}).some((each) => each !== 'works');
      const isUsed = (id: string): boolean => Object.keys(measured[id] ?? {}).length > 0;
      const isMeasured = (id: string): boolean => measured[id] !== undefined;
      const isEqual = (id: string): boolean => faults[id]?.toSorted().join() === shown.toSorted().join();
      const rules = {
        breaks: ids.every(fails) && ids.every(isEqual),
        works: ids.every((id) => isMeasured(id) && !fails(id)) && ids.some(isUsed),
        'not-used': ids.every((id) => isMeasured(id) && !isUsed(id)),
        'may-break': ids.filter(fails).length * 2 > ids.length,
        'not-measured': true,
      };
      expect(rules[effect as keyof typeof rules]).toBe(true);
      for (const id of ids) expect(faults[id]).toContain(shown[0]);
    }),
    propertyRuns(1000),
  );
});

describe('a report', () => {
  const data = makeClientData([makeClient('acme', { one: THROWS })], {
    one: ['schema missing-field chunk /choices/*/index'],
  });

  it('has the impact of each finding and names the measurements', () => {
    const report = withImpact(sampleReport(), data, new Map([['acme', 'openai-chat']]));
    expect(report.clients).toEqual({
      sha256: data.sha256,
      measured: [{ client: 'acme', version: '1.2.3', dialect: 'openai-chat', measured: '2026-11-29' }],
    });
    const effects = report.findings.map(({ check, impact }) => `${check} ${impact?.clients[0]?.effect}`);
    expect(effects).toEqual(['error-type not-measured', 'schema breaks', 'undocumented-field not-measured']);
  });

  it('has no impact for a spec of an unknown dialect', () => {
    const { findings } = withImpact(sampleReport(), data, new Map());
    expect(findings.map(({ impact }) => impact)).toEqual([undefined, undefined, undefined]);
  });

  it('keeps everything else, the levels too', () => {
    const before = sampleReport();
    const { clients: _, findings, ...rest } = withImpact(before, data, new Map([['acme', 'openai-chat']]));
    const { findings: old, ...others } = before;
    expect(rest).toEqual(others);
    expect(findings.map(({ impact: __, ...finding }) => finding)).toEqual(old);
  });

  it('compares the cause of a finding without its consequences', () => {
    const inside = {
      check: 'usage-sum',
      kind: 'inconsistent',
      at: { part: 'chunk', chunk: 3, pointer: '/choices/0/index/a' },
    } as const;
    const report = sampleReport([makeResult({ divergences: [makeDivergence(), makeDivergence(inside)] })]);
    expect(report.findings[0]?.consequences).toHaveLength(1);
    const { findings } = withImpact(report, data, new Map([['acme', 'openai-chat']]));
    expect(findings[0]?.impact?.clients[0]?.effect).toBe('breaks');
  });

  it('compares places in their general form', () => {
    const other = makeDivergence({ at: { part: 'chunk', chunk: 9, pointer: '/choices/4/index' } });
    const report = sampleReport([makeResult({ divergences: [other] })]);
    const { findings } = withImpact(report, data, new Map([['acme', 'openai-chat']]));
    expect(findings[0]?.impact?.faults).toEqual(['one']);
  });
});

it('knows the dialect of a spec from its cases that generate', () => {
  const step = { ...makeCase({}).steps[0], headers: {}, auth: { kind: 'valid', scheme: null }, stream: false } as const;
  const cases = [
    { specs: ['a', 'b'], steps: [{ ...step, method: 'POST', path: '/chat/completions' }] },
    { specs: ['c'], steps: [{ ...step, method: 'POST', path: '/messages' }] },
    { specs: ['c', 'd'], steps: [{ ...step, method: 'GET', path: '/models' }] },
  ];
  expect([...specDialects(cases)]).toEqual([
    ['a', 'openai-chat'],
    ['b', 'openai-chat'],
    ['c', 'anthropic-messages'],
  ]);
});
