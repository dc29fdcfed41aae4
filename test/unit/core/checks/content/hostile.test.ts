import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { callChecks, contentChecks } from '../../../../../src/core/checks/index.js';
import { memberChecks, toolChecks } from '../../../../../src/core/dialect/openai-chat/checks/index.js';
import { reportsOf } from '../../../../support/check.js';
import type { Situation } from '../../../../support/situation.js';
import { faithful } from '../../../../support/faithful.js';
import { propertyRuns } from '../../../../support/property-runs.js';

const situations: readonly Situation[] = Object.values(faithful);
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, '', [], {}, -1, 1e300, '\ud800', true, [null], [[]], '{"a":'),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The value with one of its parts, chosen by number, replaced. */
function distort(value: unknown, choose: number, by: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  const slots: [container: Record<string, unknown>, key: string][] = [];
  const collect = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return;
    for (const [key, inner] of Object.entries(each)) {
      slots.push([each as Record<string, unknown>, key]);
      collect(inner);
    }
  };
  collect(copy);
  const slot = slots[choose % Math.max(1, slots.length)];
  if (!slot) return by;
  slot[0][slot[1]] = by;
  return copy;
}

test('no rule throws on any content of a request or response', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...situations),
      fc.nat(400),
      odd,
      fc.constantFrom('body', 'request'),
      (situation, n, by, part) => {
        const { sse, body, request } = situation;
        const answer = sse
          ? { sse: part === 'body' ? (distort(sse, n, by) as unknown[]) : sse }
          : { body: part === 'body' ? distort(body, n, by) : body };
        const distorted = { ...situation, ...answer, request: part === 'request' ? distort(request, n, by) : request };
        for (const check of [...toolChecks, ...memberChecks, ...callChecks, ...contentChecks]) {
          for (const mode of check.id === 'tool-choice' ? ['none', 'auto', 'required', 'named'] : ['']) {
            expect(() => reportsOf(check, distorted, { mode })).not.toThrow();
          }
        }
      },
    ),
    propertyRuns(400),
  );
});
