import { dialectOf } from '../../dialect/index.js';
import type { Answer } from '../../dialect/answer.js';
import type { Mismatch } from '../../dialect/messages.js';
import type { Json } from '../../model/json.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import type { Output, ToolCall, Usage } from '../../dialect/reply.js';
import { PROMPT_DRIFT, SPARE_TOKENS } from '../../model/tolerances.js';

/** The same request gets the same answer, streamed and unstreamed. */
export const streamedAlike = defineCheck({
  id: 'streamed-alike',
  title: 'Streamed and unstreamed answers agree',
  stage: 'meaning',
  scope: 'case',
  kinds: ['inconsistent'],
  consequenceOf: [
    'content-increments',
    'tool-finish-reason',
    'finish-length',
    'tool-choice',
    'tool-call-leak',
    'answer-not-empty',
    'usage-plausible',
    'stream-end',
    'sse-data-json',
  ],
  explainedBy: ['schema'],
  explain: {
    what: 'Two requests that differ only in `stream` count the same prompt tokens. If both call a tool, or both return the same text, they have the same finish reason. If a call is forced, both call. If one has calls that the other lacks, it counts more tokens. If the texts are equal, so are their token counts.',
    causes: 'Two code paths: another parser assembles the stream, and its counts are estimates.',
    falseAlarm:
      'Answers of a model vary, so only what sampling cannot change is compared. A prompt to which the endpoint adds the date or time may differ by a few tokens; up to 3 are allowed.',
    seen: ['googleapis/python-genai#2868', 'ddalcu/mlx-serve#287', 'lmstudio-ai/lmstudio-bug-tracker#1071'],
  },
  applies: (input) => answered(input) && counterpartOf(input) !== null,
  *judge(input) {
    const counterpart = counterpartOf(input);
    if (!counterpart) return;
    const { answer, requested } = input;
    const mode = requested.toolChoice?.mode;
    const { member } = dialectOf(input.spec).finish;
    for (const output of answer.reply.outputs) {
      const other = counterpart.reply.outputs.find(({ index }) => index === output.index);
      const form = formOf(counterpart.form !== 'stream');
      if (other)
        yield* compareOutputs(output, other, { forced: mode === 'required' || mode === 'named', form, member });
    }
    yield* compareCalls(answer, counterpart);
    yield* compareUsage(answer, counterpart);
  },
});

/** Calls that one of two answers lacks, although it counts as many tokens as the one that has them. */
function* compareCalls(answer: Answer, counterpart: Answer): Generator<Mismatch> {
  for (const output of answer.reply.outputs) {
    const other = counterpart.reply.outputs.find(({ index }) => index === output.index);
    if (other === undefined) continue;
    const pairs = [
      { lacking: answer, part: output, complete: counterpart, full: other },
      { lacking: counterpart, part: other, complete: answer, full: output },
    ];
    const lost = pairs.find(({ lacking, part, complete, full }) => isPart(part, full) && countsAll(lacking, complete));
    if (lost === undefined) continue;
    const { lacking, part, full } = lost;
    const counted = lacking.reply.usage?.output.value ?? 0;
    const args = {
      form: formOf(lacking.form === 'stream'),
      calls: part.calls.length,
      wanted: full.calls.length,
      counted,
    };
    // A model may have been sampled otherwise, with as many tokens.
    yield { code: 'calls-lost', args, at: output.calls.at(-1)?.place ?? output.callsAbsentAt, level: 'should' };
  }
}

/** Whether an output is the beginning of another one, which has further calls. */
function isPart(part: Output, full: Output): boolean {
  if (part.calls.length === 0 || part.calls.length >= full.calls.length || isShortened(full)) return false;
  const isSame = part.calls.every((call, n) => contentOf(call) === contentOf(full.calls[n]));
  return isSame && part.text.text.length <= full.text.text.length;
}

/** Whether an answer counts as many tokens as another one, and none of either are reasoning. */
function countsAll(lacking: Answer, complete: Answer): boolean {
  const both = [lacking, complete].map(({ reply }) => reply);
  const [own, other] = both.map(({ usage }) => usage?.output.value ?? null);
  if (own === null || other === null || own === undefined || other === undefined || own < other - 1) return false;
  return both.every(
    ({ usage, outputs }) =>
      (usage?.reasoning.value ?? 0) === 0 && outputs.every(({ reasoning }) => reasoning.text === ''),
  );
}

function contentOf(call: ToolCall | undefined): string {
  return JSON.stringify([call?.type, call?.name, call?.type === 'function' ? call.arguments.text : null]);
}

type Form = 'streamed' | 'unstreamed';

function formOf(streamed: boolean): Form {
  return streamed ? 'streamed' : 'unstreamed';
}

interface Comparison {
  /** Whether the request forces a call. */
  readonly forced: boolean;
  /** That of the first answer. */
  readonly form: Form;
  /** The member that contains the finish reason. */
  readonly member: string;
}

function* compareOutputs(output: Output, other: Output, { forced, form, member }: Comparison): Generator<Mismatch> {
  const calls = output.calls.length > 0;
  if (forced && calls !== other.calls.length > 0) {
    yield { code: 'call-differs', args: { form, called: calls }, at: output.callsAbsentAt };
    return;
  }
  const bothCall = calls && other.calls.length > 0 && !isShortened(output) && !isShortened(other);
  const comparable = bothCall || (output.text.text !== '' && output.text.text === other.text.text);
  if (!comparable || output.finish.raw === other.finish.raw) return;
  const args = { member, form, wanted: other.finish.raw, got: output.finish.raw };
  yield { code: 'finish-differs', args, at: output.finish.place };
}

function* compareUsage(answer: Answer, counterpart: Answer): Generator<Mismatch> {
  const [usage, other] = [answer.reply.usage, counterpart.reply.usage];
  if (!usage || !other) return;
  const both = [answer, counterpart];
  const texts = both.map(({ reply }) =>
    JSON.stringify(reply.outputs.map(({ text, reasoning }) => [text.text, reasoning.text])),
  );
  const calls = both.some(({ reply }) => reply.outputs.some((output) => output.calls.length > 0));
  const isSame = texts[0] === texts[1] && !calls && !both.some((each) => mayHideReasoning(each));
  const allowed = { input: PROMPT_DRIFT, output: isSame ? 1 : Infinity };
  for (const name of ['input', 'output'] satisfies (keyof Usage)[]) {
    const [a, b] = [usage[name], other[name]];
    if (a.value === null || b.value === null || Math.abs(a.value - b.value) <= allowed[name]) continue;
    const args = { name: a.name, form: formOf(answer.requested.stream), got: a.value, other: b.value };
    yield { code: 'count-differs', args, at: a.place };
  }
}

/** Another answer of other length may be cut, or filtered, although this one is not. */
function isShortened({ finish }: Output): boolean {
  return finish.reason === 'length' || finish.reason === 'filter';
}

/** More tokens than characters: reasoning that is counted and not shown, of another length each time. */
function mayHideReasoning({ reply: { usage, outputs } }: Answer): boolean {
  const characters = outputs.reduce((sum, { text, reasoning }) => sum + text.text.length + reasoning.text.length, 0);
  return (usage?.output.value ?? 0) > characters + SPARE_TOKENS || (usage?.reasoning.value ?? 0) > 0;
}

/** The streamed answer to the same request if this one is not streamed, or the other way round. */
function counterpartOf({ spec, answer, answers }: CheckInput): Answer | null {
  const { ofStreams } = dialectOf(spec).request;
  const keyOf = ({ request }: Answer): string => {
    const rest = Object.entries(request ?? {}).filter(([name]) => name !== 'stream' && !ofStreams.includes(name));
    return JSON.stringify(rest.sort(([a], [b]) => (a < b ? -1 : 1)) satisfies (readonly [string, Json])[]);
  };
  const key = keyOf(answer);
  return (
    answers.find(
      (other) =>
        other !== answer &&
        other.succeeded &&
        other.requested.stream !== answer.requested.stream &&
        keyOf(other) === key,
    ) ?? null
  );
}
