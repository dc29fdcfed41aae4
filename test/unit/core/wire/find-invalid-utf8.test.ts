import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { findInvalidUtf8 } from '../../../../src/core/wire/utf8.js';
import { propertyRuns } from '../../../support/property-runs.js';

const strict = new TextDecoder('utf-8', { fatal: true });

/** What the platform's decoder says of the same bytes. */
function isValid(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.array(fc.constantFrom(0x41, 0x7f, 0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xa0, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xf5), {
    maxLength: 8,
  }),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => [...new TextEncoder().encode(text)]),
);

it('agrees with the platform on what is UTF-8', () => {
  fc.assert(
    fc.property(bytes, (list) => {
      const given = Uint8Array.from(list);
      const at = findInvalidUtf8(given);
      expect(at === null).toBe(isValid(given));
      // Everything before that byte is well-formed.
      expect(isValid(given.subarray(0, at ?? given.length))).toBe(true);
    }),
    propertyRuns(5000),
  );
});
