import { describe, expect, it } from 'vitest';
import { openTests } from '../../../src/vitest/open-tests.js';
import { startRun, whyFailed, whySkipped } from '../../../src/vitest/start-run.js';
import { makeDivergence, makeResult } from '../../support/divergence.js';
import { makeEntry } from '../../unit/baseline/entry.js';

const known = makeDivergence({ baseline: { reason: 'The vendor is at it.', issue: null } });

describe('a test of a case', () => {
  it('fails for what fails a run, and for nothing else', () => {
    const gate = { failOn: 'must' } as const;
    const should = makeResult({ divergences: [makeDivergence()] });
    expect(whyFailed(should, { failOn: 'should' })?.message).toContain(
      'streaming/basic diverges from acme\n\nshould chunk 3',
    );
    expect(whyFailed(should, gate)).toBeNull();
    expect(whyFailed(makeResult({ divergences: [known] }), { failOn: 'should' })).toBeNull();
  });

  it('is skipped with the reason where it shows nothing good either', () => {
    expect(whySkipped(makeResult({ divergences: [known] }))).toContain('known: The vendor is at it.');
    const unsure = makeResult({ verdict: 'inconclusive', inconclusive: { reason: 'network', detail: 'reset' } });
    expect(whySkipped(unsure)).toBe('inconclusive, network: reset');
    expect(whySkipped(makeResult({ divergences: [makeDivergence({ level: 'note' })] }))).toBeNull();
  });
});

describe('a run behind the tests', { timeout: 60_000 }, () => {
  it('reports stale entries, and cases that were not run', async () => {
    const tests = await openTests({ reference: 'openai', specs: ['openai'], only: ['basic/limited'] });
    const entry = makeEntry({ case: 'basic/limited', spec: 'openai', lines: { first: 4, last: 9 } });
    const run = startRun({ ...tests, baseline: { file: 'b.yaml', entries: [entry] } }, new Set(['basic/limited']));
    expect(await run.result('basic/limited', 'openai')).toMatchObject({ verdict: 'conforms' });
    expect(await run.stale()).toEqual([expect.stringMatching(/^b\.yaml:4: stale: basic\/limited of openai: /u)]);
    await expect(run.result('basic/unknown', 'openai')).rejects.toThrow('basic/unknown was not run: ');
    await tests.close();
  });
});
