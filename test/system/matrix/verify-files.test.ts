import { describe, expect, test } from 'vitest';
import type { Omission } from '../../../src/core/model/case.js';
import type { RunEvent, RunStarted } from '../../../src/core/model/event.js';
import { makeReport } from '../../../src/core/report/make-report.js';
import { TOOL } from '../../../src/io/files/package-files.js';
import { deriveFiles } from '../../../src/run/derive-files.js';
import { jsonReport } from '../../../src/reporters/json.js';
import { events, swap, verify } from './verify-kit.js';
import { someOf } from '../../support/property-runs.js';

describe('verify', () => {
  test('does not accept a build between releases as a release', async () => {
    const { refused, isComplete, unchecked } = await verify();
    expect(refused).toEqual([]);
    // The first line of the changelog is then a release, and this test has nothing to show.
    expect(isComplete).toBe(!TOOL.version.includes('-'));
    expect(unchecked.join()).toContain(isComplete ? '' : 'a build between releases');
  });

  test('derives the other files of the folder again', async () => {
    const report = makeReport(events);
    if (report === null) throw new Error('No report');
    const derived = deriveFiles(report, events);
    const files = Object.fromEntries([...derived].filter(([name]) => name !== 'report.json'));
    expect(Object.keys(files)).toEqual(['report.md', 'report.html', 'junit.xml', 'exchanges.har']);
    expect(await verify({ files, acceptsBuild: true })).toMatchObject({ refused: [], isComplete: true });
    for (const name of Object.keys(files)) {
      const { refused } = await verify({ files: { ...files, [name]: `${files[name]} ` }, acceptsBuild: true });
      expect(refused).toEqual([{ reason: 'edited', detail: `${name} is not what results.ndjson gives.` }]);
    }
  });

  test.each(
    someOf<[string, string | Buffer]>([
      ['extra.html', '<p>46 of 46 conform'],
      ['.hidden', 'x'],
      ['against.har', '{}'],
      ['report.txt', Buffer.from('conforms', 'utf16le')],
    ]),
  )('does not verify %s, which follows from no record, and names it', async (name, content) => {
    const { refused, unchecked, isComplete } = await verify({ files: { [name]: content }, acceptsBuild: true });
    expect([refused, isComplete]).toEqual([[], false]);
    expect(unchecked.join()).toContain(name);
  });

  test.each(['not JSON', '{"name": "A", "verified": true}'])(
    'cannot read a report with the target.json %s',
    async (text) => {
      await expect(verify({ files: { 'target.json': text } })).rejects.toThrow(/target\.json/u);
      const valid = JSON.stringify({ name: 'A', version: '1', url: 'https://a.example' });
      expect(await verify({ files: { 'target.json': valid } })).toMatchObject({ refused: [] });
    },
  );

  test.each(
    someOf<[string, string, string]>([
      ['a member before another of the same name', '{"type":"end"', '{"type":"all conform","type":"end"'],
      ['a nested member twice', '"exchange":{"id":1,', '"exchange":{"id":"46 of 46 conform","id":1,'],
      ['characters that are no base64', '=="]', '==!!hidden!!"]'],
      ['an escaped letter', '{"type":"end"', '{"type":"\\u0065nd"'],
      ['white space', '{"type":"end"', '{ "type":"end"'],
    ]),
  )('refuses a record with %s', async (_, written, other) => {
    const { refused } = await verify({ rewrite: (lines) => lines.replace(written, other), acceptsBuild: true });
    expect(refused.map(({ detail }) => detail).join()).toMatch(
      /^Line \d+ of results\.ndjson has text that is no part of its values\.$/u,
    );
  });

  test('refuses a report.json that names a member twice', async () => {
    const report = makeReport(events);
    const text = report === null ? '' : jsonReport(report);
    const twice = text.replace('"totals": {', '"totals": "46 of 46 conform", "totals": {');
    expect(twice).not.toBe(text);
    const { refused } = await verify({ files: { 'report.json': twice }, acceptsBuild: true });
    expect(refused).toEqual([{ reason: 'edited', detail: 'report.json has text that is no part of its values.' }]);
  });

  test('refuses two results for one case, and requests to another address', async () => {
    const twice = events.flatMap((event): readonly RunEvent[] => (event.type === 'result' ? [event, event] : [event]));
    expect((await verify({ events: twice })).refused.map(({ detail }) => detail).join()).toContain('two results');
    const elsewhere = swap((event) =>
      event.type === 'exchange'
        ? {
            ...event,
            exchange: {
              ...event.exchange,
              request: { ...event.exchange.request, url: 'https://other.example/v1/chat/completions' },
            },
          }
        : event,
    );
    expect((await verify({ events: elsewhere })).refused.map(({ detail }) => detail).join()).toContain(
      'another address',
    );
  });

  test('finds a key in any encoding', async () => {
    const secret = `sk-proj-${'A1b2C3d4'.repeat(4)}`;
    for (const text of [
      Buffer.from(`{"key":"${secret}"}`).toString('base64'),
      Buffer.from(secret).toString('hex'),
      [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join(''),
    ])
      expect((await verify({ readme: `Ran with ${text}` })).reasons).toEqual(['secret']);
  });

  test('does not verify a verdict whose response had a secret that mattered', async () => {
    const marked = swap((event) =>
      event.type === 'result' && event.result.verdict === 'conforms'
        ? { ...event, result: { ...event.result, verdict: 'diverges', redacted: true } }
        : event,
    );
    const { refused, unchecked, isComplete } = await verify({ events: marked, acceptsBuild: true });
    expect([refused, isComplete]).toEqual([[], false]);
    expect(unchecked.join()).toContain('secrets are redacted');
  });

  test('compares the claims and the omitted cases with those of the specs', async () => {
    const run = (change: (claims: RunStarted['claims']) => RunStarted['claims']) =>
      swap((event) => (event.type === 'run' ? { ...event, claims: change(event.claims) } : event));
    const plan = (change: (omitted: readonly Omission[]) => readonly Omission[]) =>
      swap((event) => (event.type === 'plan' ? { ...event, omitted: change(event.omitted) } : event));
    const invented = { case: 'basic/invented', spec: 'openai', needs: 'nothing' };
    for (const edited of [
      run((claims) => claims.slice(1)),
      run((claims) => claims.map((claim) => ({ ...claim, checkable: false }))),
      run((claims) => [...claims, { id: 'other.claim', spec: 'other', checkable: true }]),
      plan((omitted) => omitted.slice(1)),
      plan((omitted) => omitted.map((each) => ({ ...each, needs: 'nothing' }))),
      plan((omitted) => [...omitted, invented]),
      swap((event) => (event.type === 'plan' ? { ...event, repeat: 2 } : event)),
      swap((event) =>
        event.type === 'run'
          ? { ...event, specs: event.specs.map((spec) => ({ ...spec, revision: '2099-01-01' })) }
          : event,
      ),
    ]) {
      const { reasons, isComplete } = await verify({ events: edited, acceptsBuild: true });
      expect([reasons, isComplete]).toEqual([['edited'], false]);
    }
  });

  test('does not verify a verdict that the run did not reach in time', async () => {
    const hidden = swap((event) =>
      event.type === 'result' && event.result.verdict !== 'inconclusive'
        ? {
            ...event,
            result: {
              ...event.result,
              verdict: 'inconclusive',
              divergences: [],
              observed: [],
              inconclusive: { reason: 'judging-timeout', detail: 'The response was not judged.' },
            },
          }
        : event,
    );
    const { refused, unchecked, isComplete } = await verify({ events: hidden, acceptsBuild: true });
    expect([refused, isComplete]).toEqual([[], false]);
    expect(unchecked.join()).toContain('did not judge the response within its time limit');
  });
});
