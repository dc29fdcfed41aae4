import type { Mismatch } from '../../dialect/messages.js';
import { dialectOf } from '../../dialect/index.js';
import { parseJson } from '../../wire/json.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import type { Requested } from '../../dialect/requested.js';
import type { Output, ToolCall } from '../../dialect/reply.js';
import { SMALL_CONTEXT, SPARE_TOKENS } from '../../model/tolerances.js';
import { bareText } from './bare-text.js';

/** An answer that the token limit cut has the finish reason `length`, and no other has. */
export const finishLength = defineCheck({
  id: 'finish-length',
  title: 'Only an answer cut by the token limit finishes with "length"',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['sse-data-json'],
  explainedBy: ['tool-choice'],
  explain: {
    what: 'If the token limit cut an answer, text or tool call, `finish_reason` is `length`. A cut is detected by an incomplete text, by arguments that do not parse, or by a prompt that requests far more. If only `completion_tokens` equals the limit, a note is reported: an answer may end exactly there. A complete answer that is shorter than the limit, both in bytes and by `usage`, must not report `length`. An answer without a token does not report it: no limit of the request was reached, and a prompt that does not fit the context is an error.',
    causes:
      'A server with a reason hard-coded to `stop`, set to `tool_calls` whenever a call was parsed, or to `length` unless the configured end-of-text token occurs.',
    falseAlarm: 'A model may end with the very last token of its limit.',
    seen: ['ROCm/FastFlowLM#728', 'vllm-project/vllm#58228', 'ml-explore/mlx-lm#305'],
  },
  applies: (input) =>
    answered(input) &&
    (withoutTokens(input).length > 0 || (limitOf(input.requested) > 0 && suspects(input).length > 0)),
  *judge(input) {
    const { finish: form } = dialectOf(input.spec);
    for (const { finish } of withoutTokens(input)) {
      const args = { name: input.reply.usage?.output.name ?? '', member: form.member, length: form.length };
      yield { code: 'length-without-tokens', args, at: finish.place };
    }
    if (limitOf(input.requested) === 0 || withoutTokens(input).length > 0) return;
    for (const { output, certain } of suspects(input)) {
      if (output.finish.reason === 'length') {
        if (isShort(input, output)) yield overstated(input, output);
        continue;
      }
      yield {
        code: 'length-not-reported',
        args: { finish: output.finish.raw, member: form.member, length: form.length },
        at: output.finish.place,
        level: certain ? undefined : 'note',
      };
    }
  },
});

/** The outputs that report a limit although nothing was generated. */
function withoutTokens({ reply, requested: { limit } }: CheckInput): readonly Output[] {
  if (limit?.tokens === 0 || reply.usage?.output.value !== 0) return [];
  return reply.outputs.filter((output) => output.finish.reason === 'length' && isEmpty(output) && !output.holdsOther);
}

/** The most tokens of one output; 0 when nothing limits them. */
function limitOf({ limit }: Requested): number {
  return limit?.tokens ?? 0;
}

/** The outputs that the limit cut, or seems to have cut. */
function suspects({ reply, requested, case: testCase }: CheckInput) {
  const limit = limitOf(requested);
  const used = reply.usage?.output.value ?? null;
  const full = used === limit * requested.outputs;
  const mayStop = requested.stop.length > 0;
  return reply.outputs.flatMap((output) => {
    if (output.finish.reason === 'length') return [{ output, certain: true }];
    if (!output.isWhole || mayStop) return [];
    // A limit that is meant to cut leaves a word or two, and those of the text that was to come.
    const rest = restOf(output, testCase.elicits, testCase.stimulus === 'cut-by-length' ? 1 : 3);
    // A token has at least one byte: without a count, fewer bytes than the limit show that it was not reached.
    const canBeFull = full || (used === null && bytesOf(output) >= limit);
    // A model may end early, but not in the middle of a word.
    const midWord = rest !== null && !rest.startsWith(' ') && canBeFull;
    // The one token of an empty answer may be the end of the text.
    const spent = limit > 1 && isEmpty(output);
    const broken = output.calls.some(isBroken);
    const cutCall = broken && used === null && testCase.stimulus === 'cut-by-length';
    const certain = midWord || cutCall || (full && (rest !== null || broken || spent));
    return certain || full ? [{ output, certain }] : [];
  });
}

/** Whether an output ended by itself, and neither what was counted nor what came can have reached the limit. */
function isShort({ reply: { usage }, requested, case: { elicits } }: CheckInput, output: Output): boolean {
  const limit = limitOf(requested);
  const prompt = usage?.input.value ?? SMALL_CONTEXT;
  const used = usage?.output.value ?? limit;
  // Some count what was thought in the total alone.
  const total = Math.max(usage?.total.value ?? 0, prompt + used);
  if (total - prompt >= limit || total >= SMALL_CONTEXT || !isComplete(output, elicits)) return false;
  return bytesOf(output) + SPARE_TOKENS < limit;
}

/** How many bytes of text and calls an output has. */
function bytesOf({ text, refusal, calls }: Output): number {
  const written = [text.text, refusal.text, ...calls.flatMap((call) => [call.name, inputOf(call)])];
  return new TextEncoder().encode(written.join('')).length;
}

/** A whole call, or all of the text that was to come. Of other texts a thought that is not shown may have taken the rest. */
function isComplete({ text, reasoning, calls }: Output, elicits: string | null): boolean {
  if (reasoning.text !== '') return false;
  if (calls.length > 0) return !calls.some(isBroken);
  return elicits !== null && bareText(text.text) === bareText(elicits);
}

function overstated({ reply, spec, requested: { limit } }: CheckInput, { finish, calls }: Output): Mismatch {
  const { member, length, stop, calls: called } = dialectOf(spec).finish;
  const { tokens, parameter } = limit ?? { tokens: 0, parameter: '' };
  const used = reply.usage?.output.value ?? 0;
  const args = { limit: tokens, parameter, used, member, length, wanted: calls.length > 0 ? called : stop };
  return { code: 'length-not-reached', args, at: finish.place };
}

/** Arguments of a function that are not JSON. The input of other tools may be any text. */
function isBroken(call: ToolCall): boolean {
  return call.type === 'function' && !parseJson(call.arguments.text).ok;
}

function inputOf(call: ToolCall): string {
  if (call.type === 'other') return '';
  return call.type === 'function' ? call.arguments.text : call.input.text;
}

/** Neither text nor call: reasoning, shown or hidden, took all tokens. */
function isEmpty({ text, refusal, calls }: Output): boolean {
  return text.text.trim() === '' && refusal.text === '' && calls.length === 0;
}

/** What is missing of the text that was to come, when so many words of it came; null when nothing is. */
function restOf(output: Output, elicits: string | null, least: number): string | null {
  const text = bareText(output.text.text);
  const wanted = bareText(elicits ?? '');
  const enough = text !== '' && text.split(' ').length >= least;
  const begins = enough && text.length < wanted.length && wanted.startsWith(text);
  return begins ? wanted.slice(text.length) : null;
}
