import type { CheckInput } from '../../../check.js';
import { isStream } from '../../../../checks/framing/stream-state.js';
import { type MessageEvent, messagesReply } from '../../messages-reply.js';

/** The events of a message up to its end, without pings. */
export function eventsOf(view: Pick<CheckInput, 'reply'>): readonly MessageEvent[] {
  const events = messagesReply(view).events.filter(({ type }) => type !== null && type !== 'ping');
  const end = events.findIndex(({ type }) => type === 'message_stop');
  return end < 0 ? events : events.slice(0, end + 1);
}

/** Whether a stream of events came, and reports no error. */
export function isMessageStream(view: CheckInput): boolean {
  return isStream(view) && view.reply.error === null && eventsOf(view).length > 0;
}

/** Whether the stream came to its documented end. */
export function isComplete(view: CheckInput): boolean {
  return view.answer.exchange.end === 'complete' && eventsOf(view).at(-1)?.type === 'message_stop';
}
