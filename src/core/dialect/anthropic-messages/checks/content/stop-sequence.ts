import type { Json } from '../../../../model/json.js';
import type { Place } from '../../../../model/divergence.js';
import type { Mismatch } from '../../../messages.js';
import { bareText } from '../../../../checks/content/bare-text.js';
import { answered } from '../../../../checks/answered.js';
import { member } from '../../../../wire/pointer.js';
import { bodyPlace, chunkPlace, streamPlace } from '../../../../wire/place.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { messagesReply } from '../../messages-reply.js';

/** stop_sequence and stop_reason agree with what ended the answer. */
export const stopSequence = defineCheck({
  id: 'stop-sequence',
  title: 'stop_reason and stop_sequence name the stop sequence that ended the answer',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value', 'inconsistent'],
  consequenceOf: ['stop', 'message-delta', 'event-order'],
  explain: {
    what: 'With the stop_reason `stop_sequence`, `stop_sequence` is one of the requested sequences, otherwise it is null. If the text is the requested one up to a stop sequence, this sequence ended it: the reason is `stop_sequence`, and the sequence is named.',
    causes: 'A translator from an API that has one reason for both ends (`stop`), or does not name the sequence.',
    falseAlarm:
      'A model may end exactly before a stop sequence by itself; prompts are chosen so that this is unlikely.',
    seen: ['vllm-project/vllm#53255'],
  },
  applies: (input) => answered(input) && input.reply.outputs.length > 0,
  *judge(input) {
    const output = messagesReply(input).outputs[0];
    if (output === undefined) return;
    const { raw: reason, place } = output.finish;
    const { value: got, at } = namedSequence(input);
    const { stop: sequences } = input.requested;
    const met = output.finish.reason === 'length' ? null : sequenceMet(input, output.text.text);
    if (met !== null && reason !== 'stop_sequence') {
      yield { code: 'stop-reason-differs', args: { sequence: met, got: reason }, at: place };
    } else yield* judgeNamed({ reason, got, at, sequences, met });
  },
});

interface Named {
  readonly reason: Json | undefined;
  readonly got: Json | undefined;
  readonly at: Place;
  readonly sequences: readonly string[];
  readonly met: string | null;
}

function* judgeNamed({ reason, got, at, sequences, met }: Named): Generator<Mismatch> {
  if (reason !== 'stop_sequence') {
    if ((got ?? null) !== null) yield { code: 'stop-sequence-unexpected', args: { reason, got }, at };
  } else if (typeof got !== 'string' || !sequences.includes(got)) {
    yield { code: 'stop-sequence-missing', args: { sequences, got }, at };
  } else if (met !== null && got !== met) {
    yield { code: 'stop-sequence-differs', args: { wanted: met, got }, at };
  }
}

/** The sequence that ended the text, by what was to come; null if this is not known. */
function sequenceMet({ requested: { stop }, case: { elicits } }: CheckInput, text: string): string | null {
  const places = stop.map((sequence) => ({ sequence, offset: (elicits ?? '').indexOf(sequence) }));
  const [first] = places.filter(({ offset }) => offset > 0).toSorted((a, b) => a.offset - b.offset);
  if (elicits === null || first === undefined) return null;
  return bareText(text) === bareText(elicits.slice(0, first.offset)) ? first.sequence : null;
}

/** `stop_sequence` of a body, or of the last message_delta. */
function namedSequence(input: CheckInput): { readonly value: Json | undefined; readonly at: Place } {
  const { streamed, message, events } = messagesReply(input);
  if (!streamed) return { value: message?.value['stop_sequence'], at: bodyPlace('/stop_sequence') };
  const last = events.findLast(({ type }) => type === 'message_delta');
  if (last === undefined) return { value: undefined, at: streamPlace };
  return { value: member(last.value['delta'], 'stop_sequence'), at: chunkPlace(last.chunk, '/delta/stop_sequence') };
}
