import type { Answer } from '../../model/answer.js';
import type { LegacyMismatch as Mismatch } from '../../model/divergence.js';
import type { Json } from '../../model/json.js';
import { quote } from '../../wire/quote.js';
import { type CheckInput, defineCheck } from '../check.js';
import { answered } from '../../dialect/openai-chat/answered.js';
import { forcesCall } from '../../dialect/openai-chat/requested.js';
import { type ReadChoice, missingPlace, readChoices } from '../../dialect/openai-chat/read-choices.js';
import { readUsage } from '../../dialect/openai-chat/read-usage.js';

/** Tokens that are no text: of the end of a turn, of a template. */
const SPARE_TOKENS = 8;

/** The same request, streamed and not, is answered alike. */
export const streamedAlike = defineCheck({
  id: 'streamed-alike',
  title: 'Streamed and unstreamed answers to one request are alike',
  stage: 'meaning',
  scope: 'case',
  kinds: ['inconsistent'],
  consequenceOf: [
    'tool-finish-reason',
    'finish-length',
    'tool-choice',
    'tool-call-leak',
    'answer-not-empty',
    'usage-plausible',
    'stream-end',
    'finish-once',
  ],
  explain: {
    what: 'Two requests that differ in `stream` alone count the same prompt tokens. Where both call a tool, or both say the same text, they finish for the same reason; where a call is forced, both call; where the texts are the same, so are their counts.',
    causes: 'Two code paths: the stream is assembled by another parser, and counts are estimated there.',
    falseAlarm:
      'Models answer differently from time to time, so only what sampling cannot change is compared. A prompt that the endpoint completes with the date or time may differ by a few tokens; up to 3 are allowed for.',
    seen: ['googleapis/python-genai#2868', 'ddalcu/mlx-serve#287', 'lmstudio-ai/lmstudio-bug-tracker#1071'],
  },
  applies: (view) => answered(view) && twinOf(view) !== null,
  *judge(view) {
    const twin = twinOf(view);
    if (!twin) return;
    const { answer } = view;
    for (const choice of readChoices(answer)) {
      const other = readChoices(twin).find(({ index }) => index === choice.index);
      if (other) yield* compareChoices(choice, other, forcesCall(answer));
    }
    yield* compareUsage(answer, twin);
  },
});

function* compareChoices(choice: ReadChoice, other: ReadChoice, forced: boolean): Generator<Mismatch> {
  const calls = choice.calls.length > 0;
  const expected = `one answer in two forms, and so as ${other.streamed ? 'streamed' : 'unstreamed'}`;
  if (forced && calls !== other.calls.length > 0) {
    const at = missingPlace(choice, '/tool_calls');
    yield {
      kind: 'inconsistent',
      at,
      expected: `${expected} ${calls ? 'no' : 'a'} tool call`,
      actual: `${calls ? 'a' : 'no'} tool call`,
    };
    return;
  }
  const bothCall = calls && other.calls.length > 0 && !isShortened(choice) && !isShortened(other);
  const comparable = bothCall || (choice.content !== '' && choice.content === other.content);
  if (!comparable || choice.finish === other.finish) return;
  const [wanted, actual] = [quote(other.finish, 40), quote(choice.finish, 40)];
  yield { kind: 'inconsistent', at: choice.finishPlace, expected: `${expected} finish_reason ${wanted}`, actual };
}

function* compareUsage(answer: Answer, twin: Answer): Generator<Mismatch> {
  const [usage, other] = [readUsage(answer), readUsage(twin)];
  if (!usage || !other) return;
  const texts = [answer, twin].map((each) =>
    JSON.stringify(readChoices(each).map(({ content, reasoning }) => [content, reasoning])),
  );
  const calls = [answer, twin].some((each) => readChoices(each).some((choice) => choice.calls.length > 0));
  const thinks = [answer, twin].some((each) => mayHideReasoning(each));
  const alike = texts[0] === texts[1] && !calls && !thinks;
  for (const [name, allowed] of [
    ['prompt_tokens', 3],
    ['completion_tokens', alike ? 1 : Infinity],
  ] as const) {
    const [a, b] = [usage.count(name), other.count(name)];
    if (a === null || b === null || Math.abs(a - b) <= allowed) continue;
    yield {
      kind: 'inconsistent',
      at: usage.at(`/${name}`),
      expected: `one answer in two forms, and so the same ${name} in both`,
      actual: `${a} ${answer.askedStream ? 'streamed' : 'unstreamed'} and ${b} ${answer.askedStream ? 'unstreamed' : 'streamed'}`,
    };
  }
}

/** Another answer of other length may be cut, or filtered, where this one is not. */
function isShortened({ finish }: ReadChoice): boolean {
  return finish === 'length' || finish === 'content_filter';
}

/** More tokens than characters: reasoning that is counted and not shown, of another length each time. */
function mayHideReasoning(answer: Answer): boolean {
  const usage = readUsage(answer);
  const characters = readChoices(answer).reduce(
    (sum, { content, reasoning }) => sum + content.length + reasoning.length,
    0,
  );
  const hidden = (usage?.count('completion_tokens') ?? 0) > characters + SPARE_TOKENS;
  return hidden || (usage?.count('completion_tokens_details', 'reasoning_tokens') ?? 0) > 0;
}

/** The answer to the same request that is streamed where this one is not, or the other way round. */
function twinOf({ answer, answers }: CheckInput): Answer | null {
  const key = keyOf(answer);
  return (
    answers.find(
      (other) =>
        other !== answer && other.succeeded && other.askedStream !== answer.askedStream && keyOf(other) === key,
    ) ?? null
  );
}

function keyOf({ request }: Answer): string {
  const rest = Object.entries(request ?? {}).filter(([name]) => name !== 'stream' && name !== 'stream_options');
  return JSON.stringify(rest.sort(([a], [b]) => (a < b ? -1 : 1)) satisfies (readonly [string, Json])[]);
}
