import type { Chunk } from '../../../../model/response.js';
import type { Mismatch } from '../../../messages.js';
import { asArray } from '../../../../wire/json.js';
import { chunkPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { hasTerminator, terminatorOf } from '../../../../checks/framing/stream-state.js';
import { isWholeStream, namedChunksOf } from './stream.js';
import { carriesUsage, isUsageRequested } from './usage-of.js';

/** The usage of a stream is in its last chunk: alone if it was requested, or with the finish_reason. */
export const usageChunk = defineCheck({
  id: 'usage-chunk',
  title: 'The last chunk has the usage',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['missing-field', 'repeated', 'chunk-order', 'wrong-value'],
  params: {
    type: 'object',
    properties: { rule: { enum: ['last', 'null-before', 'with-finish'] } },
    additionalProperties: false,
  },
  consequenceOf: ['stream-end', 'http-message', 'sse-data-json'],
  showsIgnored: ['usage-chunk-missing'],
  explainedBy: [
    { check: 'after-finish', code: 'after-finish', explains: 'usage-not-last' },
    { check: 'finish-once', code: 'finish-repeated', explains: 'usage-in-many-chunks' },
  ],
  explain: {
    what: 'With `stream_options: {"include_usage": true}` the last chunk has the usage and empty `choices` (rule `last`; chunks without choices may follow it), and every chunk before it has `"usage": null` (rule `null-before`). Without a rule, both apply. Some providers document another form: the last chunk has the usage and the `finish_reason`, requested or not (rule `with-finish`).',
    causes:
      'Running totals in every chunk; the usage in the finishing chunk; the option dropped by a gateway; the usage in a different field.',
    falseAlarm: 'Clients accept chunks without `"usage": null`; only the documents require it.',
    seen: ['vllm-project/vllm#7262', 'vllm-project/vllm#12394', 'BerriAI/litellm#17136', 'vercel/ai#1651'],
  },
  applies: (input, { with: { rule } }) =>
    (rule === 'with-finish' || isUsageRequested(input.answer)) && isWholeStream(input),
  *judge(input, { with: given }) {
    const chunks = namedChunksOf(input);
    const carriers = chunks.filter(({ value }) => carriesUsage(value));
    // A stream without its terminator may have lost the last chunk with it.
    if (carriers.length === 0 && isUnended(input)) return;
    const { rule } = given;
    if (rule === 'with-finish') return yield* judgeWithFinish(input, chunks, carriers);
    if (rule !== 'null-before') yield* judgeLast(chunks, carriers);
    // Totals in every chunk are one cause, reported above.
    if (rule !== 'last' && carriers.length === 1 && !isUnended(input)) yield* judgeBefore(chunks, carriers);
  },
});

function isUnended(input: CheckInput): boolean {
  return input.spec.terminator !== null && !hasTerminator(input.answer, terminatorOf(input));
}

function* judgeLast(chunks: readonly Chunk[], carriers: readonly Chunk[]): Generator<Mismatch> {
  const last = chunks.at(-1);
  const [first, second] = carriers;
  if (last === undefined) return;
  if (first === undefined) {
    const args = { usage: member(last.value, 'usage'), isRequested: true };
    yield { code: 'usage-chunk-missing', args, at: chunkPlace(last.n, '/usage') };
  } else if (second !== undefined) {
    yield manyCarriers(chunks, carriers, first);
  } else if (first !== last && chunks.slice(chunks.indexOf(first)).some(hasChoices)) {
    yield notLast(chunks, first);
  } else if (hasChoices(first)) {
    const args = { choices: member(first.value, 'choices') };
    yield { code: 'usage-with-choices', args, at: chunkPlace(first.n, '/choices') };
  }
}

function* judgeWithFinish(
  input: CheckInput,
  chunks: readonly Chunk[],
  carriers: readonly Chunk[],
): Generator<Mismatch> {
  const last = chunks.at(-1);
  const [first, second] = carriers;
  if (last === undefined) return;
  if (first === undefined) {
    const isRequested = isUsageRequested(input.answer);
    const args = { usage: member(last.value, 'usage'), isRequested };
    yield { code: 'usage-chunk-missing', args, at: chunkPlace(last.n, '/usage') };
  } else if (second !== undefined) {
    yield manyCarriers(chunks, carriers, first);
  } else if (first !== last && chunks.slice(chunks.indexOf(first) + 1).some(hasChoices)) {
    yield notLast(chunks, first);
  } else if (!hasChoices(first)) {
    yield { code: 'usage-without-choices', args: {}, at: chunkPlace(first.n, '/choices') };
  }
}

function manyCarriers(chunks: readonly Chunk[], carriers: readonly Chunk[], first: Chunk): Mismatch {
  return {
    code: 'usage-in-many-chunks',
    args: { carriers: carriers.length, chunks: chunks.length },
    at: chunkPlace(first.n, '/usage'),
    occurrences: carriers.length - 1,
  };
}

function notLast(chunks: readonly Chunk[], first: Chunk): Mismatch {
  const args = { chunk: first.n, chunks: chunks.length };
  return { code: 'usage-not-last', args, at: chunkPlace(first.n, '/usage') };
}

function hasChoices({ value }: Chunk): boolean {
  return asArray(member(value, 'choices')).length > 0;
}

/** What comes after the usage is reported as such. */
function* judgeBefore(chunks: readonly Chunk[], [carrier]: readonly Chunk[]): Generator<Mismatch> {
  const without = chunks.filter(({ n, value }) => n < (carrier?.n ?? n + 1) && member(value, 'usage') === undefined);
  const [first] = without;
  if (first === undefined) return;
  yield {
    code: 'usage-not-null',
    args: {},
    at: chunkPlace(first.n, '/usage'),
    occurrences: without.length,
  };
}
