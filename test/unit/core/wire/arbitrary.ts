import * as fc from 'fast-check';

/** Lines as a stream may hold them: fields with and without a space, comments, unknown fields, blank ones, any text. */
export const line = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => `data: ${text}`) },
  { weight: 3, arbitrary: fc.constant('') },
  fc.constantFrom(
    'data',
    'data:',
    'data:  two',
    'event: ping',
    'event:',
    'event',
    'id: 1',
    'retry: 10',
    ':',
    ': keep-alive',
  ),
  fc.constantFrom(
    'data: {"a":1}',
    'data:[DONE]',
    'error: x',
    'Data: x',
    ' data: x',
    'data : x',
    'datax: 1',
    'dat',
    'id',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

export const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

/** Any stream of such lines, with any line ends, perhaps with a tail that nothing ends. */
export const streamText = fc
  .tuple(fc.array(fc.tuple(line, lineEnd), { maxLength: 24 }), fc.option(line, { nil: '' }))
  .map(([lines, tail]) => `${lines.map((pair) => pair.join('')).join('')}${tail}`);

/** Cuts bytes into pieces at the given fractions of their length. */
export function split(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const at = cuts.map((cut) => Math.floor(cut * (bytes.length + 1))).sort((a, b) => a - b);
  return [0, ...at].map((start, n) => bytes.subarray(start, at[n] ?? bytes.length));
}

export const cuts = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 6 });
