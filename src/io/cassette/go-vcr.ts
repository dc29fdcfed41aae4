import { fail, ok, type Result } from '../../core/model/result.js';
import { bodyOf, field, headersOf, statusOf, textOf, type Interaction } from './interaction.js';

/**
 * An interaction of go-vcr, versions 2 (`version: 1`) to 4 (`version: 2`): `url`, `code`, `duration`, bodies as text.
 * https://pkg.go.dev/gopkg.in/dnaeon/go-vcr.v3/cassette
 */
export function readGoVcr(value: unknown): Result<Interaction, string> {
  const request = field(value, 'request');
  const response = field(value, 'response');
  const status = statusOf(field(response, 'code'));
  if (!status.ok) return status;
  const url = textOf(field(request, 'url'));
  if (url === '') return fail('the request has no url');
  return ok({
    startedAt: null,
    ms: durationOf(field(response, 'duration')),
    request: {
      method: textOf(field(request, 'method')),
      url,
      headers: headersOf(field(request, 'headers')),
      body: bodyOf(field(request, 'body')),
    },
    response: {
      status: status.value,
      statusText: textOf(field(response, 'status')).replace(/^\d{3} ?/u, ''),
      headers: headersOf(field(response, 'headers')),
      body: bodyOf(field(response, 'body')),
    },
  });
}

/** Milliseconds in each unit of a Go duration. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
  ['us', 0.001],
  ['µs', 0.001],
  ['μs', 0.001],
  ['ns', 0.000_001],
]);

/** Milliseconds of a Go duration: `1m2.5s`, or a number of nanoseconds. */
function durationOf(value: unknown): number {
  if (typeof value === 'number') return Math.max(0, value / 1_000_000);
  const parts = [
    ...textOf(value)
      .slice(0, 40)
      .matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|μs|ns)/gu),
  ];
  return parts.reduce((sum, [, count = '0', unit = '']) => sum + Number(count) * (UNITS.get(unit) ?? 0), 0);
}
