import { describe, expect, it } from 'vitest';
import { makeFindings } from '../../../../src/core/report/findings/make-findings.js';
import { errorBody as error, runOf, type Sent } from './sent-run.js';

const findingsOf = (sent: readonly Sent[]) => {
  const { results, facts } = runOf(sent);
  return makeFindings(results, facts);
};

describe('failed requests', () => {
  it('blame a parameter that is accepted only as null', () => {
    const body = error('extra inputs are not permitted');
    const titles = (...refused: readonly (number | null)[]): readonly string[] =>
      findingsOf([
        { status: 200 },
        ...[1, 2, null].map((seed): Sent =>
          refused.includes(seed)
            ? { status: 422, body, about: 'seed', request: { seed } }
            : { status: 200, about: 'seed', request: { seed } },
        ),
      ]).findings.map(({ title }) => title);
    const got = 'got 422 “extra inputs are not permitted”';
    expect(titles(1, 2)).toEqual([`Requests with \`seed\` ${got} (2 of 4 requests)`]);
    expect(titles(1, 2, null)).toEqual([`Requests with \`seed\` ${got} (3 of 4 requests)`]);
    expect(titles(null)).toEqual([`Requests with \`seed: null\` ${got} (1 of 4 requests)`]);
  });

  it('of a varied form keep the words of the check, which compared them with the plain form', () => {
    const body = error('It must be application/json.');
    const title = 'A request with a charset in its Content-Type is refused with status 415';
    const form = {
      check: 'request-form',
      kind: 'refused',
      code: 'form-refused',
      title,
      at: { part: 'status' },
    } as const;
    const { findings } = findingsOf([
      { status: 200 },
      { status: 415, body, mistake: null, also: [form] },
      { status: 200 },
    ]);
    expect(findings.filter(({ check }) => check === 'request-form').map((each) => each.title)).toEqual([title]);
    const outage = error('upstream failed');
    const varied = { ...form, level: 'must' } as const;
    const down = findingsOf([
      { status: 200, also: [] },
      { status: 502, body: outage },
      { status: 502, body: outage, about: 'n', request: { n: 2 }, also: [varied] },
    ]);
    expect(down.findings).toHaveLength(1);
  });
});
