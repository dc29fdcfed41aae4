import type { Answer } from '../../dialect/answer.js';
import { type CheckInput, defineCheck, type Dictated } from '../../dialect/check.js';
import { type Output, placeIn, type PlacedText } from '../../dialect/reply.js';
import { FEWEST_ALTERED, FEWEST_ALTERED_NATURALLY, LONGEST_END } from '../../model/tolerances.js';
import { answered } from '../answered.js';
import { argumentStrings } from '../calls/argument-strings.js';
import { additionTo } from './additions.js';
import { addingTo, type Alteration, ALTERATIONS, endingBefore, LOST_END } from './alterations.js';

/** The texts that prompts dictate are not all altered in the same way. */
export const textAltered = defineCheck({
  id: 'text-altered',
  title: 'Texts are not altered on the way',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  params: { type: 'object', properties: { of: { enum: ['text', 'arguments'] } }, additionalProperties: false },
  explainedBy: [{ check: 'text-escaped', code: 'text-escaped', explains: 'characters-escaped', inRun: true }],
  consequenceOf: [
    'text-escaped',
    'white-space',
    'decoded-once',
    'content-increments',
    'tool-call-leak',
    'answer-repeated',
    'sse-data-json',
    'json-document',
  ],
  explain: {
    what: 'Compares the dictated texts of several answers, or dictated values in the arguments of several calls. If each of them is the dictated text except for one kind of character (`&` as `&amp;`, lost line breaks, CRLF, doubled backslashes, `?` for characters beyond ASCII, a mask for email addresses, lost marks of Markdown), or ends before the same characters, this is reported. Streams and bodies are judged separately. It needs two different texts; three, in both forms together, or the intact text in the other form, if a model may write so by itself. One intact text of the same form excludes it. Streams that end by themselves, each without the end of its text, are reported if bodies have theirs. Words before or after the text are reported if the tokens in `logprobs` are the dictated text without them, or if three texts of one form have the same words and those of the other form none.',
    causes:
      'A gateway that escapes or cleans texts; a converter of streams that splits or joins lines; a second encoding on one of two code paths; a stop sequence that the server sets by itself; a last piece of a stream that is never sent; a gateway that adds a notice or an advertisement to texts, hides personal data or converts Markdown.',
    falseAlarm:
      'A model that copies texts exactly, except for one kind of character, each time. Compare with another client or the engine itself.',
    seen: [],
  },
  applies: (input, { with: { of = 'text' } }) =>
    answered(input) && ((of === 'text' && loggedAdditions(input).length > 0) || isComparable(input, of)),
  *judge(input, { with: { of = 'text' } }) {
    const [logged] = of === 'text' ? loggedAdditions(input) : [];
    if (logged !== undefined) {
      const { added, text, wanted } = logged;
      yield { code: 'text-added', args: { ...added, wanted, text: text.text }, at: placeIn(text) };
      return;
    }
    if (!isComparable(input, of)) return;
    const samples = input.answers
      .filter(({ succeeded }) => succeeded)
      .flatMap((answer) => samplesOf(answer, of, input));
    for (const sample of samplesOf(input.answer, of, input)) {
      const possible = [...ALTERATIONS, LOST_END, ...endsOf(sample), ...additionsOf(sample)];
      const alteration = possible.find((each) => isSystematic(each, sample, samples));
      if (alteration === undefined) continue;
      const { wanted, got, placed } = sample;
      const at = placeIn(placed, alteration.cuts ? Infinity : 0);
      const { title, added } = alteration;
      if (added !== undefined) yield { code: 'text-added', args: { ...added, wanted, text: got }, at };
      else yield { code: codeOf(alteration), args: { title, wanted, text: got }, at };
      return;
    }
  },
});

function codeOf({ cuts, escapes }: Alteration): 'text-cut' | 'characters-escaped' | 'text-altered' {
  if (cuts) return 'text-cut';
  return escapes ? 'characters-escaped' : 'text-altered';
}

function isComparable(input: CheckInput, of: 'text' | 'arguments'): boolean {
  return input.answers.length > 1 && input.dictated.length > 0 && samplesOf(input.answer, of, input).length > 0;
}

/** The outputs with words around the dictated text that none of their tokens has: they were added after the model. */
function loggedAdditions({ reply, case: { elicits } }: CheckInput) {
  const wanted = elicits?.trim() ?? '';
  return reply.outputs.flatMap(({ text, loggedText }) => {
    const added = wanted !== '' && loggedText.trim() === wanted ? additionTo(wanted, text.text) : null;
    return added === null ? [] : [{ added, text, wanted }];
  });
}

/** A text that a prompt dictates, and what came of it. */
interface Sample {
  readonly stream: boolean;
  /** Whether the output ended by itself. */
  readonly isWhole: boolean;
  readonly wanted: string;
  readonly got: string;
  readonly placed: PlacedText;
}

/** What a text may have been cut before: the longest sequence of characters first. */
function endsOf({ wanted, got }: Sample): readonly Alteration[] {
  if (got === '' || !wanted.startsWith(got) || got.length === wanted.length) return [];
  const rest = wanted.slice(got.length, got.length + LONGEST_END);
  const lengths = Array.from({ length: rest.length }, (_, n) => rest.length - n);
  const spaces = rest.length - rest.trimStart().length;
  return lengths
    .flatMap((length) => [rest.slice(0, length), rest.slice(spaces, length)])
    .filter((each) => each !== '')
    .map(endingBefore);
}

function additionsOf({ wanted, got }: Sample): readonly Alteration[] {
  const added = additionTo(wanted, got);
  return added === null ? [] : [addingTo(added)];
}

function isSystematic(alteration: Alteration, sample: Sample, all: readonly Sample[]): boolean {
  const { natural, concerns, explains, added, cuts } = alteration;
  if (!explains(sample.wanted, sample.got)) return false;
  const concerned = all.filter(({ wanted }) => concerns(wanted));
  const alike = concerned.filter(({ stream }) => stream === sample.stream);
  const alteredIn = (samples: readonly Sample[]): number =>
    new Set(samples.filter(({ wanted, got }) => explains(wanted, got)).map(({ wanted }) => wanted)).size;
  if (alike.some(isIntact) || alteredIn(alike) < FEWEST_ALTERED) return false;
  if (cuts && !isEndLost(sample, alike)) return false;
  if (added !== undefined || cuts) {
    // Models introduce texts in the same words, or end them early, by themselves, but not in one form alone.
    const others = concerned.filter(({ stream }) => stream !== sample.stream);
    const intact = new Set(others.filter(isIntact).map(({ wanted }) => wanted)).size;
    return alteredIn(alike) >= FEWEST_ALTERED_NATURALLY && intact >= FEWEST_ALTERED && alteredIn(others) === 0;
  }
  return !natural || alteredIn(concerned) >= FEWEST_ALTERED_NATURALLY || concerned.some(isIntact);
}

/** Whether a stream ends by itself, and the ends that streams lack do not begin alike, as they do with a stop sequence. */
function isEndLost({ stream, isWhole }: Sample, alike: readonly Sample[]): boolean {
  const lost = alike.filter((each) => LOST_END.explains(each.wanted, each.got));
  return stream && isWhole && new Set(lost.map(({ wanted, got }) => wanted.slice(got.length).trimStart()[0])).size > 1;
}

function isIntact({ wanted, got }: Sample): boolean {
  return got === wanted;
}

function samplesOf(answer: Answer, of: 'text' | 'arguments', { dictated }: CheckInput): readonly Sample[] {
  const { requested, reply } = answer;
  const sample = (wanted: string, got: string, placed: PlacedText, { isWhole }: Output): Sample => ({
    stream: answer.form === 'stream',
    isWhole,
    wanted,
    got: got.trim(),
    placed,
  });
  if (of === 'text') {
    const wanted = longestDictated(requested.promptText, dictated);
    return wanted === null || requested.stop.length > 0
      ? []
      : reply.outputs
          .filter(({ text }) => text.text !== '')
          .map((output) => sample(wanted, output.text.text, output.text, output));
  }
  const quoted = [...requested.promptText.matchAll(/“([^”]+)”/gu)].map(([, text = '']) => text);
  const altered = (wanted: string, text: string): boolean => ALTERATIONS.some(({ explains }) => explains(wanted, text));
  return reply.outputs
    .flatMap((output) => output.calls.flatMap(argumentStrings).map((contained) => ({ ...contained, output })))
    .flatMap(({ text, placed, output }) =>
      quoted
        .filter((wanted) => text === wanted || altered(wanted, text.trim()))
        .map((wanted) => sample(wanted, text, placed, output)),
    );
}

/** The longest dictated text that a prompt contains. */
function longestDictated(prompt: string, dictated: readonly Dictated[]): string | null {
  const contained = dictated.filter(({ text }) => prompt.includes(text)).map(({ text }) => text);
  return contained.toSorted((a, b) => b.length - a.length)[0] ?? null;
}
