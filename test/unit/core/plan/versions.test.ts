import { describe, expect, it } from 'vitest';
import type { Spec } from '../../../../src/core/model/spec.js';
import { versionHeaders } from '../../../../src/core/plan/spec-for-run.js';
import { caseYaml, plan, spec, suite } from './made-up.js';

const NEWER = { 'api-version': '2' };
const versioned: Spec = {
  ...spec('a', { temperature: { type: 'number' } }, { features: ['errors'] }),
  headers: { 'api-version': '1', 'x-kind': 'k' },
  versions: [{ header: 'api-version', value: '2', lacks: ['temperature', 'errors'], claim: 'a.c' }],
};
const suites = [
  suite(
    `cases:\n${caseYaml('plain')}${caseYaml('warm', ', temperature: 1')}${caseYaml('errors', '    needs: [errors]\n')}`,
  ),
];

describe('a documented version of an API', () => {
  it('has its header in every request, and no case of what it lacks', () => {
    const older = plan({ specs: [versioned], suites });
    expect(older.cases.map(({ id }) => id)).toEqual(['basic/plain', 'basic/warm', 'basic/errors']);
    expect(older.cases[0]?.steps[0]?.headers).toEqual({ 'api-version': '1', 'x-kind': 'k' });
    const newer = plan({ specs: [versioned], suites, headers: NEWER });
    expect(newer.cases.map(({ id }) => id)).toEqual(['basic/plain']);
    expect(newer.cases[0]?.steps[0]?.headers).toEqual({ 'api-version': '2', 'x-kind': 'k' });
    expect(newer.omitted.map(({ needs }) => needs)).toEqual(['temperature', 'errors']);
  });

  it('is chosen by no other header and no other value', () => {
    for (const headers of [{ 'api-version': '3' }, { 'x-kind': '2' }, {}])
      expect(plan({ specs: [versioned], suites, headers })).toEqual(plan({ specs: [versioned], suites }));
    const given = { 'Api-Version': '2', 'x-kind': 'k', 'x-route': '2' };
    expect(versionHeaders([spec('b'), versioned], given)).toEqual({ 'Api-Version': '2' });
    expect(plan({ specs: [versioned], suites, headers: given })).toEqual(
      plan({ specs: [versioned], suites, headers: NEWER }),
    );
  });
});
