import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../src/core/checks/errors/key-echo.js';
import { judge } from '../../../src/core/judge/judge.js';
import { casesOf, specOf } from '../../support/specs-and-suites.js';
import { makeExchange, type ExchangeParts } from '../../support/exchange.js';
import { divergenceLines } from './support/results.js';

const OWN = '127.0.0.1:8080';

describe('no secret is seen in', () => {
  it.each([
    'You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).',
    'Use Authorization: Bearer your-api-key-goes-here',
    'Incorrect API key provided: sk-confo*************************4a65.',
    'Keys look like sk-xxxxxxxxxxxxxxxxxxxxxxxx',
    'See https://platform.openai.com/docs/api-reference/chat/completions for the parameters.',
    'See https://docs.acme.example/api/chat/completions and https://acme.example/docs/messages',
    'POST http://localhost:8080/v1/chat/completions takes no such field',
  ])('%s', (text) => {
    expect(findSecrets(text, OWN)).toEqual([]);
  });

  it('but in a key and an address of the backend it is', () => {
    expect(findSecrets('401 from upstream with sk-live-1f2e3d4c5b6a7f8e9d', OWN)).toHaveLength(1);
    expect(findSecrets('POST https://backend.acme.example/v1/chat/completions failed', OWN)).toHaveLength(1);
    expect(findSecrets('connect ECONNREFUSED 127.0.0.1:9999', OWN)).toHaveLength(1);
  });
});

/** What a spec says of exchanges of one of its cases. */
function reportingChecks(
  spec: string,
  id: string,
  exchanges: readonly ExchangeParts[],
  controlWorks: boolean,
): readonly string[] {
  const judged = specOf(spec);
  const testCase = casesOf(judged).find((each) => each.id === id);
  if (testCase === undefined) throw new Error(`${spec} plans no ${id}`);
  const parts = exchanges.map((each, n) =>
    makeExchange({ id: n, case: id, request: testCase.steps[0]?.body, ...each }),
  );
  return divergenceLines([judge({ case: testCase, spec: judged, exchanges: parts, controlWorks })]);
}

describe('an endpoint has no divergence for', () => {
  const page = { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>503</html>' };

  it('a page of a proxy that was gone the next time', () => {
    const [first, second] = [{ ...page, attempt: 0 }, { attempt: 1 }];
    expect(reportingChecks('openai', 'basic/minimal', [first, second], true).join()).not.toContain('media-type');
  });

  it('a stream that breaks while everything goes down', () => {
    const broken = { sse: [{ id: 'a', choices: [] }], end: 'closed' as const };
    expect(reportingChecks('openai', 'streaming/minimal', [broken], false).join()).not.toContain('stream-end');
    expect(reportingChecks('openai', 'streaming/minimal', [broken], true).join()).toContain('stream-end');
  });
});

describe('an endpoint that says when to come back', () => {
  const error = { message: 'Busy (reset after 30s)', type: 'server_error', param: null, code: null };
  const off = { status: 503, headers: { 'retry-after': '30' }, body: { error } };

  it('is not judged by a response with Retry-After if there was no retry', () => {
    for (const id of ['penalties/n.middle', 'errors/messages-empty'])
      expect(reportingChecks('openai', id, [off], true)).toEqual([]);
  });

  it('is judged by what it says when that time is over, and where it names none', () => {
    const again = [
      { ...off, attempt: 0 },
      { ...off, attempt: 1 },
    ];
    const unnamed = [{ ...off, headers: {} }];
    for (const exchanges of [again, unnamed]) {
      expect(reportingChecks('openai', 'penalties/n.middle', exchanges, true).join()).toContain('acceptance');
      expect(reportingChecks('openai', 'errors/messages-empty', exchanges, true).join()).toContain('refusal');
    }
  });
});

describe('documents of one operation', () => {
  it.each(['greenpt', 'cryptgpt', 'generalcompute'])('say nothing of other paths and methods under %s', (spec) => {
    const ids = casesOf(specOf(spec)).map(({ id }) => id);
    expect(ids).not.toContain('errors/unknown-path');
    expect(ids).not.toContain('errors/wrong-method');
  });
});
