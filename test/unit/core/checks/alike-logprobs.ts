import * as fc from 'fast-check';
import { text } from './alike-rows.js';

// Values as they are written: JSON has more ways to write a number than JavaScript keeps apart.
const logprob = fc.constantFrom('-0.1', '-1.5e-7', '0', '-12', '0.0', '-0.0005');
const odd = (...written: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...written);
const oddLogprob = fc.oneof(
  odd('0.0005', '0.05', '0.5', '5', '12.25', '1e2', '0e5', 'null', '"-1"'),
  odd('-1e999', '-1E999', '-1E-5', '01', '-01', '-', '-1.', '-1e', `-${'9'.repeat(400)}`),
);
const spelling = fc.constantFrom('[32]', '[32,97]', '[195, 169]');
const oddSpelling = fc.oneof(
  odd('[]', '[98]', '[256]', '[1000]', '[32.0]', '[-1]', '[032]'),
  odd('[32,]', '[1 2]', '{}', 'null', '"a"', '["a"]'),
);
const alternative = fc.record({ token: fc.constantFrom(' a', 'b', '', 'é', '\n'), logprob, bytes: spelling });
const oddAlternative = fc.oneof(
  fc.record({ token: fc.constantFrom('Ġa', 'Ċ', '▁b', '\ufffd', '\ud83c'), logprob, bytes: spelling }),
  fc.record({ token: fc.constant('b'), logprob: oddLogprob, bytes: spelling }),
  fc.record({ token: fc.constant('b'), logprob, bytes: oddSpelling }),
);

/** What a chunk says with its log probabilities. */
interface Speech {
  readonly said: string;
  /** Null for that of the text, and the same for its bytes. */
  readonly token: string | null;
  readonly bytes: string | null;
  readonly logprob: string;
  readonly alternatives: readonly { readonly token: string; readonly logprob: string; readonly bytes: string }[];
  readonly tokens: number;
}

const speech: fc.Arbitrary<Speech> = fc.record({
  said: fc.oneof({ weight: 20, arbitrary: fc.constantFrom(' a', ' ab', 'b', 'é', '\n', ' word') }, text),
  token: fc.constant(null),
  bytes: fc.constant(null),
  logprob,
  alternatives: fc.array(alternative, { minLength: 2, maxLength: 2 }),
  tokens: fc.constant(1),
});
/** What one chunk of a row has that is not as it should be. */
const slip = fc.oneof(
  fc.record({ token: fc.constantFrom('x', '', ' a', 'Ġa') }),
  fc.record({ logprob: oddLogprob }),
  fc.record({ bytes: oddSpelling }),
  fc.record({ alternatives: fc.tuple(alternative, oddAlternative) }),
  fc.record({ alternatives: fc.constant([]) }),
  fc.record({ tokens: fc.constantFrom(0, 2) }),
  fc.record({ said: text }),
);
/** How the chunks of a row are written. */
export const style = fc.record({
  alternatives: fc.constantFrom(0, 1, 2),
  bytes: fc.constantFrom('list', 'list', 'list', 'null', 'none'),
  isAhead: fc.constantFrom(false, false, false, true),
  isTwice: fc.constantFrom(false, false, false, false, true),
  gap: fc.constantFrom('', ' '),
  field: fc.constantFrom('content', 'content', 'content', 'content', 'refusal'),
  more: fc.constantFrom('', '', '', ',"id":7', ',"top_logprobs":null'),
});
type Style = typeof style extends fc.Arbitrary<infer T> ? T : never;

/** What is said chunk by chunk, faithful but for a slip or none. */
export const speeches: fc.Arbitrary<readonly Speech[]> = fc
  .tuple(fc.array(speech, { minLength: 3, maxLength: 8 }), fc.option(fc.tuple(fc.nat(7), slip)))
  .map(([all, slipped]) => all.map((each, n) => (n === slipped?.[0] ? { ...each, ...slipped[1] } : each)));

/** The event in which the choice of an index, as it is written, says that. */
export function spoken(each: Speech, how: Style, index: string | undefined): string {
  const { gap } = how;
  const delta = `"delta":{"${how.field}":${JSON.stringify(each.said)}}`;
  const entries = Array.from({ length: each.tokens }, () => entryOf(each, how)).join(',');
  const content = `"content":${gap}[${entries}]`;
  const logprobs = `"logprobs":{${how.isTwice ? `"content":[],${content}` : content},"refusal":null}`;
  const members = [
    ...(index === undefined ? [] : [`"index":${index}`]),
    ...(how.isAhead ? [logprobs, delta] : [delta, logprobs]),
    '"finish_reason":null',
  ];
  const choices = `"choices":[{${members.join(`,${gap}`)}}]`;
  return `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"m",${choices}}\n\n`;
}

function entryOf({ said, token, logprob: number, bytes, alternatives }: Speech, { gap, more, ...how }: Style): string {
  const utf8 = JSON.stringify([...new TextEncoder().encode(said)]).replaceAll(',', `,${gap}`);
  const spelled = (given: string): string =>
    how.bytes === 'none' ? '' : `,"bytes":${how.bytes === 'null' ? 'null' : given}`;
  const others = alternatives
    .slice(0, how.alternatives)
    .map((top) => `{"token":${JSON.stringify(top.token)},"logprob":${top.logprob}${spelled(top.bytes)}}`);
  const chosen = `"token":${JSON.stringify(token ?? said)},"logprob":${gap}${number}${spelled(bytes ?? utf8)}`;
  return `{${chosen}${more},"top_logprobs":[${others.join(',')}]}`;
}

/** Rows of events with log probabilities. */
export const logprobRows = fc
  .tuple(speeches, style, fc.constantFrom('0', '0', '0', '0', '0', '1', '-1', '"0"', '1.5', undefined))
  .map(([all, how, index]) => all.map((each) => spoken(each, how, index)));
