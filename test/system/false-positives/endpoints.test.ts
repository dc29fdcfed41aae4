import { describe, expect, it } from 'vitest';
import { groupDivergences } from '../../../src/core/report/group.js';
import { REFERENCE_KEY } from '../../../src/reference/serve.js';
import { divergenceLines, inconclusiveReasons } from '../../unit/false-positives/support/results.js';
import { someOf } from '../../support/property-runs.js';
import { faithfully, refuse, runAgainst } from '../../unit/false-positives/support/run-against.js';

const html = '<!doctype html><html><body>Welcome</body></html>';

describe('an endpoint has a divergence', { timeout: 120_000 }, () => {
  it('when it refuses every request with 400, and not for its model', async () => {
    const { status, report } = await runAgainst((_, response) => refuse(response, 400, 'invalid_request_error'));
    const refused = divergenceLines(report.results).filter((reported) => reported.includes('acceptance'));
    expect(status).toBe(1);
    expect(refused.length).toBeGreaterThan(10);
  });

  it('when it accepts a wrong key and the other header carries no credential', async () => {
    const faithful = await faithfully();
    const { report } = await runAgainst(
      (request, response, body) => {
        request.headers.authorization = `Bearer ${REFERENCE_KEY}`;
        faithful(request, response, body);
      },
      { flags: ['--header', 'x-route: canary'] },
    );
    expect(divergenceLines(report.results).join()).toContain('errors/wrong-key: must refusal');
  });
});

describe('an endpoint has no divergence', { timeout: 120_000 }, () => {
  it('when it refuses the key: the run says so and stops', async () => {
    const { status, stderr, report, requests } = await runAgainst((_, response) =>
      refuse(response, 401, 'invalid_request_error'),
    );
    expect([status, divergenceLines(report.results)]).toEqual([2, []]);
    expect(stderr).toContain('The endpoint rejected the request: 40');
    expect(requests).toBeLessThan(10);
  });

  it('when it sends rate limits from the sixth request on', async () => {
    const faithful = await faithfully();
    let n = 0;
    const { status, report, stdout } = await runAgainst((request, response, body) => {
      n += 1;
      if (n > 5) refuse(response, 429, 'rate_limit_error', { 'retry-after': '3600' });
      else faithful(request, response, body);
    });
    expect([status, divergenceLines(report.results)]).toEqual([3, []]);
    expect(stdout.match(/rate-limited/gu)).toHaveLength(1);
  });

  it('when it is limited in the middle and says for how long', async () => {
    const faithful = await faithfully();
    let n = 0;
    const { status, report } = await runAgainst((request, response, body) => {
      n += 1;
      if (n % 7 === 3) refuse(response, 429, 'rate_limit_error', { 'retry-after': '0' });
      else faithful(request, response, body);
    });
    expect([status, divergenceLines(report.results)]).toEqual([0, []]);
  });

  it('when a proxy answers in its place now and then, but not on a retry', async () => {
    const faithful = await faithfully();
    const failed = new Set<string>();
    let n = 0;
    const { status, report } = await runAgainst((request, response, body) => {
      const testCase = `${request.method} ${request.url} ${request.headers.authorization} ${body}`;
      n += 1;
      if (n % 4 !== 2 || failed.has(testCase)) return faithful(request, response, body);
      failed.add(testCase);
      response.writeHead(503, { 'content-type': 'text/html' }).end('<html><body>503</body></html>');
    });
    expect([status, divergenceLines(report.results)]).toEqual([0, []]);
    expect(failed.size).toBeGreaterThan(5);
  });

  it('when it puts its upstream aside for a while after one bad request', async () => {
    const faithful = await faithfully();
    let aside = false;
    const { report } = await runAgainst((request, response, body) => {
      if (aside) return refuse(response, 503, 'server_error', { 'retry-after': '31' });
      response.once('finish', () => (aside ||= response.statusCode === 400));
      faithful(request, response, body);
    });
    expect(aside).toBe(true);
    expect(divergenceLines(report.results)).toEqual([]);
    // Valid requests were sent before invalid ones, except for the last request.
    const basic = report.results.filter(({ case: id }) => id.startsWith('basic/'));
    expect(basic.filter(({ verdict }) => verdict !== 'conforms').map(({ case: id }) => id)).toEqual([
      'basic/gzip-offered',
    ]);
  });

  it.each(
    someOf([
      ['fails now and then', 500, 2],
      ['is behind a proxy that cannot reach it twice in a row', 502, 2],
      ['is overloaded for a moment', 503, 2],
    ]),
  )('when it %s', async (_, code, times) => {
    const faithful = await faithfully();
    const failed = new Map<string, number>();
    let n = 0;
    const { status, report } = await runAgainst((request, response, body) => {
      const testCase = `${request.method} ${request.url} ${request.headers.authorization} ${body}`;
      const before = failed.get(testCase) ?? 0;
      n += before > 0 ? 0 : 1;
      if ((before === 0 && n % 4 !== 2) || before >= times) return faithful(request, response, body);
      failed.set(testCase, before + 1);
      refuse(response, code, 'server_error');
    });
    expect([status, divergenceLines(report.results)]).toEqual([0, []]);
    expect(failed.size).toBeGreaterThan(5);
  });

  it('when it goes down halfway', async () => {
    const faithful = await faithfully();
    let n = 0;
    const { status, report } = await runAgainst((request, response, body) => {
      n += 1;
      if (n > 20) refuse(response, 500, 'server_error');
      else faithful(request, response, body);
    });
    expect([status, divergenceLines(report.results)]).toEqual([3, []]);
  });

  it('when the account has no credit left', async () => {
    const faithful = await faithfully();
    let n = 0;
    const { status, report } = await runAgainst((request, response, body) => {
      n += 1;
      if (n > 10) refuse(response, 402, 'insufficient_credits');
      else faithful(request, response, body);
    });
    expect([status, divergenceLines(report.results)]).toEqual([3, []]);
  });

  it('when it is down from the start: a few requests are enough to say so', async () => {
    const { status, stderr, report, requests } = await runAgainst((_, response) =>
      refuse(response, 500, 'server_error'),
    );
    expect([status, divergenceLines(report.results)]).toEqual([2, []]);
    expect(stderr).toContain('only status 500');
    expect(requests).toBeLessThan(30);
  });

  it('when there is no such path or model', async () => {
    const { status, stderr, report, requests } = await runAgainst((_, response) =>
      refuse(response, 404, 'invalid_request_error'),
    );
    expect([status, divergenceLines(report.results), requests]).toEqual([2, [], 1]);
    expect(stderr).toContain('no such path or no such model');
  });

  it.each([
    ['by its code', { message: 'Not here.', type: 'invalid_request_error', param: null, code: 'model_not_found' }],
    ['by its parameter', { message: 'Not here.', type: 'invalid_request_error', param: 'model', code: null }],
    ['in words', { message: 'Invalid model name passed in model=m.', type: 'None', param: 'None', code: '400' }],
  ])('when it refuses the model with 400, %s', async (_, error) => {
    const { status, stderr, report, requests } = await runAgainst((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    });
    const refused = divergenceLines(report.results).filter((reported) => reported.includes('acceptance'));
    // The control case, and the list of models.
    expect([status, refused, requests]).toEqual([2, [], 2]);
    expect(stderr).toContain('The endpoint rejected the model "m": 400');
    expect(stderr).toContain('Name another with --model.');
  });

  it('when a gateway accepts every request with its header and any key', async () => {
    const faithful = await faithfully();
    const seen: unknown[] = [];
    const { status, report } = await runAgainst(
      (request, response, body) => {
        const { authorization } = request.headers;
        seen.push(authorization);
        if (authorization !== 'Basic am9lOnNlY3JldDEyMw==') return refuse(response, 401, 'invalid_api_key');
        request.headers.authorization = `Bearer ${REFERENCE_KEY}`;
        faithful(request, response, body);
      },
      {
        flags: ['--header', 'Authorization: ${BASIC}'],
        environment: { BASIC: 'Basic am9lOnNlY3JldDEyMw==', CONFORMANCE_API_KEY: REFERENCE_KEY },
      },
    );
    expect([status, divergenceLines(report.results)]).toEqual([0, []]);
    expect(new Set(seen)).toEqual(new Set(['Basic am9lOnNlY3JldDEyMw==']));
    expect(inconclusiveReasons(report.results)).toMatchObject({
      'errors/no-key': 'not-observed',
      'errors/wrong-key': 'not-observed',
      'errors/malformed-authorization': 'not-observed',
      'auth/bearer.lower-case': 'not-observed',
    });
  });

  it.each([
    ['HTML to everything', 'text/html', html, 'an HTML page'],
    ['OK to everything', 'text/plain', 'OK', 'plain text'],
    ['another JSON to everything', 'application/json', '{"status":"ok"}', 'neither choices nor error'],
  ])('more than once when it answers %s', async (_, type, body, said) => {
    const { status, stderr, report, requests } = await runAgainst((_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    expect([status, requests]).toEqual([2, 1]);
    expect(stderr).toContain(said);
    const above = groupDivergences(report.results).filter(({ divergence }) => divergence.level !== 'note');
    expect(above).toHaveLength(1);
  });
});
