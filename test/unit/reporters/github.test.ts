import { describe, expect, it } from 'vitest';
import type { ReporterOptions } from '../../../src/reporters/reporter.js';
import { githubReport, githubSummary } from '../../../src/reporters/github.js';
import { makeDivergence, makeResult } from '../../support/divergence.js';
import { HOSTILE, sampleReport } from './sample-report.js';

const options: ReporterOptions = { color: false, width: 100, notes: false, gate: { failOn: 'should' } };

/** A command as the runner reads it: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
function readCommands(text: string) {
  const unescape = (value: string): string =>
    value
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  return text.split('\n').flatMap((line) => {
    const command = /^::([a-z]+) ?([^:]*)::(.*)$/u.exec(line);
    if (command === null) return [];
    const pairs = (command[2] ?? '').split(',').map((pair) => pair.split('=', 2));
    return [
      {
        name: command[1],
        properties: Object.fromEntries(pairs.map(([key = '', value = '']) => [key, unescape(value)])),
        message: unescape(command[3] ?? ''),
      },
    ];
  });
}

describe('githubReport', () => {
  const commands = readCommands(githubReport(sampleReport(), options));

  it('makes errors of what fails the run', () => {
    expect(commands.map(({ name, properties }) => [name, properties['title']])).toEqual([
      ['error', expect.stringContaining('acme: error.type is')],
      ['error', 'acme: choices[].index in a chunk is missing'],
      ['error', 'Stale entry of the baseline'],
      ['warning', 'Baseline'],
      ['warning', 'Baseline'],
    ]);
  });

  it('makes notices of findings that are known in all of their cases', () => {
    const first = readCommands(
      githubReport(sampleReport([makeResult({ divergences: [makeDivergence()] })]), options),
    ).find(({ properties }) => properties['title']?.startsWith('acme'));
    expect(first).toMatchObject({ name: 'notice', message: expect.stringContaining('known: The vendor is at it.') });
  });

  it('points at the line of the baseline', () => {
    expect(commands[2]?.properties).toMatchObject({ file: 'b.yaml', line: '11', endLine: '16' });
    expect(commands[2]?.message).toContain('delete lines 11 to 16');
  });

  it('lets no text of a server end its command or begin another', () => {
    expect(commands[0]?.message).toContain(HOSTILE);
    expect(commands).toHaveLength(5);
  });

  it('makes warnings of what does not fail the run', () => {
    const report = sampleReport([makeResult({ divergences: [makeDivergence()] })], false);
    const [first, second] = readCommands(githubReport(report, { ...options, gate: { failOn: 'must' } }));
    expect([first?.name, first?.message]).toEqual(['error', 'not every case was run: 6 verdicts are missing']);
    expect(second?.name).toBe('warning');
  });

  it('leaves the counts to the terminal if that is printed, too', () => {
    const report = sampleReport([makeResult({ divergences: [makeDivergence()] })], false);
    const alone = githubReport(report, options);
    const withTerminal = githubReport(report, { ...options, terminalToo: true });
    expect(alone.startsWith(withTerminal)).toBe(true);
    expect(alone.slice(withTerminal.length)).toMatch(/^acme: 0 of 7 cases conform, .*\n1 finding .*\n$/u);
  });

  it('escapes the values of properties', () => {
    const at = { part: 'body', pointer: '/a:b,c%\n::x' } as const;
    const text = githubReport(sampleReport([makeResult({ divergences: [makeDivergence({ at })] })], false), options);
    expect(text).toContain('title=acme%3A a%3Ab%2Cc%25\\u000a%3A%3Ax is missing::');
  });

  it('writes no more annotations than GitHub shows, and mentions the others', () => {
    const divergences = Array.from({ length: 25 }, (_, n) =>
      makeDivergence({ kind: 'wrong-value', at: { part: 'body', pointer: `/field-${n}` } }),
    );
    const text = githubReport(sampleReport([makeResult({ divergences })], false), options);
    expect(readCommands(text)).toHaveLength(10);
    expect(text).toContain('15 more of level error: see the report.');
  });
});

describe('githubSummary', () => {
  it('is the report in Markdown', () => {
    expect(githubSummary(sampleReport(), options)).toContain('# Conformance of `https://gateway.example/v1`');
  });

  it('is cut to what a summary holds', () => {
    const divergences = Array.from({ length: 2000 }, (_, n) =>
      makeDivergence({ kind: 'wrong-value', at: { part: 'body', pointer: `/field-${n}` }, actual: 'é'.repeat(1000) }),
    );
    const text = githubSummary(sampleReport([makeResult({ divergences })], false), options);
    expect(new TextEncoder().encode(text).length).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/\n\nThe rest is in report\.md\.\n$/u);
  });
});
