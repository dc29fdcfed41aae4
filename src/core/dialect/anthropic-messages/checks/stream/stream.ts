import type { CheckInput } from '../../../check.js';
import { isStream } from '../../../../checks/framing/stream-state.js';
import { type MessageEvent, messagesReply } from '../../messages-reply.js';

/** The events of a message up to its end, without pings. */
export function eventsOf(input: Pick<CheckInput, 'reply'>): readonly MessageEvent[] {
  const events = messagesReply(input).events.filter(({ type }) => type !== null && type !== 'ping');
  const end = events.findIndex(({ type }) => type === 'message_stop');
  return end < 0 ? events : events.slice(0, end + 1);
}

/** Whether a stream of events came, and reports no error. */
export function isMessageStream(input: CheckInput): boolean {
  return isStream(input) && input.reply.error === null && eventsOf(input).length > 0;
}

/** Whether the stream came to its documented end. */
export function isComplete(input: CheckInput): boolean {
  return input.answer.exchange.end === 'complete' && eventsOf(input).at(-1)?.type === 'message_stop';
}
