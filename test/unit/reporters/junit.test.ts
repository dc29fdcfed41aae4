import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/model/report.js';
import { junitReport } from '../../../src/reporters/junit.js';
import { makeDivergence, makeResult } from '../../support/divergence.js';
import { HOSTILE, sampleReport } from './sample-report.js';

function read(report: Report, failOn: 'must' | 'should' = 'should'): Element {
  const text = junitReport(report, { color: false, width: 100, notes: false, gate: { failOn } });
  const complaints: string[] = [];
  const onError = (level: string, message: string): void => {
    // It warns of every U+FFFD. Here it replaces characters that XML cannot hold.
    if (!message.startsWith('Unicode replacement character')) complaints.push(`${level}: ${message}`);
  };
  const { documentElement } = new DOMParser({ onError }).parseFromString(text, 'text/xml');
  expect(complaints).toEqual([]);
  if (documentElement === null) throw new Error('There is no root');
  return documentElement;
}

const all = (root: Element, name: string): readonly Element[] => [...root.getElementsByTagName(name)];
const count = (element: Element, name: string): number => Number(element.getAttribute(name));

describe('junitReport, read back by another parser', () => {
  it('counts what it holds, in the whole and in each suite', () => {
    const root = read(sampleReport());
    for (const element of [root, ...all(root, 'testsuite')]) {
      expect(count(element, 'tests')).toBe(all(element, 'testcase').length);
      expect(count(element, 'failures')).toBe(all(element, 'failure').length);
      expect(count(element, 'skipped')).toBe(all(element, 'skipped').length);
      expect(count(element, 'errors')).toBe(0);
    }
  });

  it.each([
    ['stopped early', { complete: false, stopped: { reason: 'unauthorized', detail: 'no key' } }, 'early: no key'],
    ['was killed', { complete: false }, 'stopped early'],
    ['left something out', {}, 'not every case was run'],
  ] as const)('has an error where a run %s and nothing failed', (_, how, says) => {
    const report = sampleReport([makeResult({ case: 'basic/minimal', observed: ['acme.met'] })], false);
    const root = read({ ...report, run: { ...report.run, ...how } });
    expect([count(root, 'failures'), count(root, 'errors')]).toEqual([0, 1]);
    expect(all(root, 'error').map((each) => each.getAttribute('message'))).toEqual([expect.stringContaining(says)]);
  });

  it('agrees with the totals of the report', () => {
    const report = sampleReport(undefined, false);
    const { totals } = report;
    const root = read(report);
    expect(count(root, 'tests')).toBe(
      totals.conforms + totals.diverges + totals.inconclusive + totals.omitted + totals.notRun,
    );
    expect(count(root, 'failures')).toBe(totals.diverges);
    expect(count(root, 'skipped')).toBe(totals.inconclusive + totals.omitted + totals.notRun);
  });

  it('fails for what is new and what is stale, and skips what is known, with the reason', () => {
    const root = read(sampleReport());
    expect(all(root, 'failure').map((each) => each.getAttribute('type'))).toEqual(['wrong-value', 'stale']);
    const known = all(root, 'testcase').find((each) => each.getAttribute('name') === 'streaming/basic');
    expect(known?.getElementsByTagName('skipped')[0]?.textContent).toContain('known: The vendor is at it.');
  });

  it('holds to the level that fails the run', () => {
    const report = sampleReport([makeResult({ divergences: [makeDivergence()] })], false);
    expect(count(read(report, 'should'), 'failures')).toBe(1);
    expect(count(read(report, 'must'), 'failures')).toBe(0);
  });

  it('gives hostile text back as text', () => {
    const [failure] = all(read(sampleReport()), 'failure');
    expect(failure?.textContent).toContain(HOSTILE);
    expect(failure?.getElementsByTagName('*')).toHaveLength(0);
  });

  it('writes no character that XML does not know', () => {
    const title = '\u0000\u0008\u000b\ufffe\uffff\udfff and \u{1F600}';
    const root = read(sampleReport([makeResult({ divergences: [makeDivergence({ title })] })], false));
    const message = all(root, 'failure')[0]?.getAttribute('message');
    expect(message).toBe(`finding 1: ${'\ufffd'.repeat(6)} and \u{1F600}`);
  });

  it('gives the time of a case that was sent', () => {
    const report = sampleReport();
    const [first, ...rest] = report.results;
    const results = first === undefined ? rest : [{ ...first, durationMs: 1234 }, ...rest];
    const sent = all(read({ ...report, results }), 'testcase').find(
      (each) => each.getAttribute('name') === first?.case,
    );
    expect(sent?.getAttribute('time')).toBe('1.234');
  });
});
