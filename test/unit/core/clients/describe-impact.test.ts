import { expect, it } from 'vitest';
import { describeImpact, describeTasks, fitImpact } from '../../../../src/core/clients/describe-impact.js';
import type { ClientImpact, FailedTask } from '../../../../src/core/model/impact.js';
import { findingBlock } from '../../../../src/reporters/terminal/finding-block.js';
import { makeFootnotes } from '../../../../src/reporters/terminal/layout.js';
import pc from 'picocolors';
import { sampleReport } from '../../reporters/sample-report.js';

const fails = (task: string, outcome: FailedTask['outcome']): FailedTask => ({ task, outcome, detail: 'x' });
const client = (name: string, effect: ClientImpact['effect'], ...tasks: readonly FailedTask[]): ClientImpact => ({
  client: name,
  version: '2.0.87',
  effect,
  tasks,
});
const works = (n: number): readonly ClientImpact[] => Array.from({ length: n }, (_, i) => client(`w${i}`, 'works'));
const describe = (clients: readonly ClientImpact[], most?: number): string =>
  describeImpact({ faults: [], clients }, most === undefined ? {} : { most });

const compatible = client('@ai-sdk/openai-compatible', 'breaks', fails('streamed-tool-call', 'throws'));
const official = client('openai', 'breaks', fails('parallel-calls', 'wrong'), fails('usage', 'wrong'));

it.each([
  [[], 'Not measured: no measured fault is like it'],
  [[client('a', 'not-measured')], 'Not measured: no measured fault is like it'],
  [[client('a', 'not-used'), client('b', 'not-measured')], 'Not used by the measured clients'],
  [[...works(2), client('a', 'not-used')], 'No measured client breaks (2 work); 1 does not use it'],
  [works(8), 'No measured client breaks (8 work)'],
  [[...works(1), client('a', 'not-measured')], 'No measured client breaks (1 works); 1 not measured'],
  [
    [compatible, official, ...works(6)],
    'Breaks `@ai-sdk/openai-compatible` 2.0 (throws in a streamed tool call) and `openai` 2.0 (wrong result, without an error, in parallel calls and 1 more task); 6 other clients work',
  ],
  [
    [client('a', 'breaks', fails('stream', 'hangs')), client('b', 'breaks', fails('stream', 'hangs')), ...works(1)],
    'Breaks `a` 2.0 and `b` 2.0 (hangs in a stream); 1 other client works',
  ],
  [
    [client('a', 'may-break', fails('answer', 'throws')), ...works(1)],
    'May break `a` 2.0 (throws in an answer); 1 other client works',
  ],
])('%#', (clients, words) => {
  expect(describe(clients)).toBe(words);
});

it('names only so many clients', () => {
  expect(describe([compatible, official, ...works(2)], 1)).toBe(
    'Breaks `@ai-sdk/openai-compatible` 2.0 (throws in a streamed tool call) and 1 more; 2 other clients work',
  );
  expect(describe([compatible, official, ...works(2)], 0)).toBe('Breaks 2 clients; 2 other clients work');
});

it('distinguishes a finding that is not measured from one with similar faults that differ', () => {
  const clients = [client('a', 'not-measured')];
  expect(describeImpact({ faults: ['x', 'y'], clients })).toBe('Not known: the measured faults that are like it have different effects');
  expect(describeImpact({ faults: [], clients })).toBe('Not measured: no measured fault is like it');
});

it('joins the tasks that fail in the same way', () => {
  const tasks = [fails('stream', 'throws'), fails('usage', 'hangs'), fails('parallel-calls', 'throws')];
  expect(describeTasks(tasks)).toBe('throws in a stream and parallel calls; hangs in usage counts');
});

it('shortens reasons before it leaves out names', () => {
  const impact = { faults: [], clients: [compatible, official, ...works(2)] };
  const within = (length: number): string => fitImpact(impact, (text) => text.length <= length);
  expect(within(200)).toContain('wrong result, without an error, in parallel calls and 1 more task');
  expect(within(130)).toBe(
    'Breaks `@ai-sdk/openai-compatible` 2.0 (throws) and `openai` 2.0 (wrong result); 2 other clients work',
  );
  expect(within(80)).toBe('Breaks `@ai-sdk/openai-compatible` 2.0 and `openai` 2.0; 2 other clients work');
  expect(within(76)).toBe('Breaks `@ai-sdk/openai-compatible` 2.0 and 1 more; 2 other clients work');
  expect(within(1)).toBe('Breaks 2 clients; 2 other clients work');
});

it.each([80, 120])('takes at most two lines of a terminal with %i columns', (width) => {
  const report = sampleReport();
  const [finding] = report.findings;
  if (finding === undefined) throw new Error('The sample has findings');
  const many = Array.from({ length: 5 }, () => [compatible, official]).flat();
  const gate = { failOn: 'should' } as const;
  const context = {
    report,
    options: { color: false, width, notes: false, gate },
    colors: pc.createColors(false),
    footnotes: makeFootnotes([]),
    failing: new Set<string>(),
  };
  const lines = (clients: readonly ClientImpact[] | null): readonly string[] =>
    findingBlock(clients === null ? finding : { ...finding, impact: { faults: [], clients } }, 1, context).split('\n');
  const without = lines(null);
  for (const clients of [many, [...many, ...works(9)], works(3)]) {
    const added = lines(clients).filter((line) => !without.includes(line));
    expect(added.length).toBeGreaterThan(0);
    expect(added.length).toBeLessThan(3);
    for (const line of added) expect(line.length).toBeLessThanOrEqual(width);
  }
  expect(lines([compatible, ...works(6)]).join('\n')).toContain('Breaks @ai-sdk/openai-compatible 2.0 (throws in');
});
