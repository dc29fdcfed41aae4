import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutOrdinary } from '../../../../src/core/redact/ordinary-text.js';
import { propertyRuns } from '../../../support/property-runs.js';

const ORDINARY = JSON.stringify({
  model: 'reference-model-2026',
  content: 'Reply with exactly: pong',
  id: 'Call-000777',
});
const letters = (from: string, length: object) =>
  fc.string({ unit: fc.constantFrom(...from), ...length }).filter((text) => text !== '');

test('never changes ordinary text, whatever a secret has in common with it', () => {
  const part = fc
    .tuple(fc.nat(ORDINARY.length - 1), fc.integer({ min: 1, max: 30 }))
    .map(([at, length]) => ORDINARY.slice(at, at + length));
  const secrets = fc.array(
    fc
      .tuple(letters('xyzq', { maxLength: 12 }), part, letters('xyzq', { maxLength: 12 }))
      .map((parts) => parts.join('')),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(secrets, fc.boolean(), (given, capitals) => {
      const { redactor } = withoutOrdinary(
        given.map((secret) => (capitals ? secret.toUpperCase() : secret)),
        () => [ORDINARY],
      );
      expect(redactor.text(ORDINARY)).toBe(ORDINARY);
    }),
    propertyRuns(2000),
  );
});

test('redacts every part of a secret that ordinary text does not contain', () => {
  const secret = 'sk-q7Wz9xK2vB5nM8jH4gF1';
  const { redactor, isOrdinary } = withoutOrdinary([secret], () => [ORDINARY]);
  expect(isOrdinary(secret)).toBe(false);
  for (let at = 0; at + 12 <= secret.length; at++)
    expect(redactor.text(secret.slice(at, at + 12))).not.toContain(secret.slice(at, at + 12));
});

test('redacts only the whole of a secret with a part in ordinary text', () => {
  const secret = 'x9-reference-model-2026-z4';
  const { redactor } = withoutOrdinary([secret], () => [ORDINARY]);
  expect(redactor.text(`a ${secret} b`)).not.toContain('model');
  expect(redactor.text('reference-model-2026')).toBe('reference-model-2026');
});
