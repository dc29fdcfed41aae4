import { LOGPROB_ROUNDING } from '../../../../model/tolerances.js';
import type { Mismatch } from '../../../messages.js';
import { asArray, asString, isObject } from '../../../../wire/json.js';
import { placeOf, streamPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { type ChatOutput, chatReply } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';
import { requestMember } from '../../requested.js';
import { type LogprobEntry, logprobEntries } from '../../read-logprobs.js';
import { judgeTokens } from './judge-tokens.js';

/** Log probabilities are sent on request, and match the text. */
export const logprobs = defineCheck({
  id: 'logprobs',
  title: 'logprobs are sent only on request and match the text',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored', 'unexpected', 'missing-field', 'wrong-value', 'inconsistent', 'out-of-range'],
  consequenceOf: ['choice-index', 'sse-data-json', 'text-altered'],
  explainedBy: [
    'split-character',
    'finish-once',
    'after-finish',
    { check: 'answer-repeated', explains: 'tokens-differ' },
    { check: 'special-tokens', explains: 'tokens-differ' },
    { check: 'text-altered', code: 'text-added', explains: 'tokens-differ', inRun: true },
    // What happens to the text on the way does not happen to the tokens.
    { check: 'white-space', code: 'white-space-lost', explains: 'tokens-differ', inRun: true },
    { check: 'text-escaped', code: 'text-escaped', explains: 'tokens-differ', inRun: true },
    { check: 'decoded-once', code: 'text-misread', explains: 'tokens-differ', inRun: true },
    { check: 'text-altered', code: 'text-altered', explains: 'tokens-differ', inRun: true },
    { check: 'text-altered', code: 'characters-escaped', explains: 'tokens-differ', inRun: true },
    { check: 'sse-utf8', code: 'stream-not-utf8', explains: 'token-bytes', inRun: true },
    { check: 'json-document', code: 'body-not-utf8', explains: 'token-bytes', inRun: true },
  ],
  consequences: ['decoded-once'],
  explain: {
    what: 'With `logprobs: true` each choice with text has `logprobs.content` with one entry for each token: the tokens (or their `bytes`) join to the text, `bytes` are the UTF-8 of `token`, and no log probability is above 0. Without `logprobs` there are none.',
    causes:
      'A gateway that drops the parameter; the format of the older completions endpoint; raw vocabulary pieces (`Ġ` or `▁` for a space) instead of text.',
    falseAlarm:
      'White space at the ends, an end-of-text token after the text, and text that was cut at a stop sequence or inside a character are allowed. Engines that count reasoning among the tokens are reported.',
    seen: [
      'abetlen/llama-cpp-python#1787',
      'OpenRouterArchived/openrouter-runner#97',
      'Continuum-AI-Corp/OrcaRouter-Lite#135',
      'InternLM/lmdeploy#2802',
    ],
  },
  applies(input) {
    if (!answered(input)) return false;
    const wanted = requestMember(input.answer, 'logprobs') === true;
    return chatReply(input).outputs.some((choice) =>
      wanted ? choice.text.text !== '' : logprobEntries(choice).length > 0,
    );
  },
  *judge({ answer, reply, requested }) {
    const wanted = requestMember(answer, 'logprobs') === true;
    for (const choice of chatReply({ reply }).outputs) {
      const entries = logprobEntries(choice);
      const [first] = entries;
      if (!wanted) {
        if (first) yield { code: 'logprobs-unrequested', args: { entries: entries.length }, at: first.at('') };
      } else if (choice.text.text !== '') {
        if (first) yield* judgeEntries(choice, entries, requested.stop.length > 0);
        else yield absent(choice);
      }
    }
  },
});

/** No entry at all: nothing, or an object of another form. */
function absent(choice: ChatOutput): Mismatch {
  const entry = choice.entries.find((each) => isObject(member(each.choice, 'logprobs')));
  if (!entry) return { code: 'logprobs-missing', args: {}, at: missing(choice) };
  const at = placeOf(entry.chunk, `${entry.pointer}/logprobs/content`);
  const given = member(entry.choice, 'logprobs');
  return { code: 'logprobs-form', args: { fields: Object.keys(isObject(given) ? given : {}) }, at };
}

function missing(choice: ChatOutput) {
  const [entry] = choice.entries;
  return choice.streamed || !entry ? streamPlace : placeOf(null, `${entry.pointer}/logprobs`);
}

function* judgeEntries(choice: ChatOutput, entries: readonly LogprobEntry[], stops: boolean): Generator<Mismatch> {
  for (const entry of entries) {
    const probability = member(entry.value, 'logprob');
    if (typeof probability !== 'number' || probability <= LOGPROB_ROUNDING) continue;
    yield { code: 'logprob-positive', args: { logprob: probability }, at: entry.at('/logprob') };
  }
  const marked = entries.flatMap((entry) => rawPieces(entry, choice.text.text));
  if (marked.length > 0) yield* marked;
  else yield* judgeTokens(entries, choice.text.text, stops);
}

/** Tokens, or their alternatives, in the spelling of a vocabulary: `Ġ` and `▁` for a space, `Ċ` for a line's end. */
function rawPieces(entry: LogprobEntry, text: string): readonly Mismatch[] {
  const alternatives = asArray(member(entry.value, 'top_logprobs')).map((value, n) => ({
    value,
    at: `/top_logprobs/${n}`,
  }));
  return [{ value: entry.value, at: '' }, ...alternatives].flatMap(({ value, at }) => {
    const token = asString(member(value, 'token')) ?? '';
    const mark = /^[ĠĊ▁]/.exec(token)?.[0];
    if (mark === undefined || text.includes(mark)) return [];
    return [{ code: 'token-raw', args: { token }, at: entry.at(`${at}/token`) }];
  });
}
