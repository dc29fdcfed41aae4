import type { Place } from '../../model/divergence.js';
import type { Json } from '../../model/json.js';
import { asArray, asString, isObject } from '../../wire/json.js';
import { placeOf, streamPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import type { Finish, PlacedText, TextPiece } from '../reply.js';
import { type ChatCall, type ChatOutput, type ChoiceEntry, inMessage } from './chat-reply.js';
import { readCalls } from './read-calls.js';
import { logprobEntries, loggedText } from './read-logprobs.js';

const REASONS = new Map<string, Finish['reason']>([
  ['stop', 'stop'],
  ['length', 'length'],
  ['tool_calls', 'calls'],
  ['function_call', 'calls'],
  ['content_filter', 'filter'],
]);

/**
 * A choice from its entries, at least one.
 * @param mostCalls further tool calls are not read
 */
export function readOutput(entries: readonly ChoiceEntry[], mostCalls: number): ChatOutput {
  const calls = readCalls(entries, mostCalls);
  const [first] = entries;
  const streamed = first?.chunk !== null;
  const isStray = ({ index }: ChatCall): boolean => streamed && index !== null && index < 0;
  return {
    index: first?.index ?? 0,
    streamed,
    entries,
    text: textOf(entries, 'content'),
    reasoning: reasoningOf(entries),
    refusal: textOf(entries, 'refusal'),
    calls: calls.filter((call) => !isStray(call)),
    strayCalls: calls.filter(isStray),
    finish: finishOf(entries),
    callsAt: callsPlace(entries),
    hasLegacyCall: entries.some(({ message }) => isObject(member(message ?? undefined, 'function_call'))),
    callsAbsentAt: absentPlace(entries, '/tool_calls'),
    isWhole: isWhole(entries),
    loggedTokens: logprobEntries({ entries }).length,
    loggedText: loggedText({ entries }),
    holdsOther: entries.some(holdsOther),
  };
}

/** A text member, joined over the entries. Of content in parts, which the documents allow in requests, the text parts. */
function textOf(entries: readonly ChoiceEntry[], name: string): PlacedText {
  const pieces: TextPiece[] = [];
  const add = (entry: ChoiceEntry, pointer: string, text: Json | undefined): void => {
    if (typeof text === 'string' && text !== '') pieces.push({ text, place: inMessage(entry, pointer) });
  };
  for (const entry of entries) {
    const given = member(entry.message ?? undefined, name);
    if (!Array.isArray(given)) {
      add(entry, `/${name}`, given);
      continue;
    }
    for (const [n, part] of asArray(given).entries()) {
      add(entry, `/${name}/${n}`, part);
      add(entry, `/${name}/${n}/text`, member(part, 'text'));
    }
  }
  return { text: joined(pieces), pieces, absentAt: absentPlace(entries, `/${name}`) };
}

/** Engines call it by two names; those that use both say the same twice. */
function reasoningOf(entries: readonly ChoiceEntry[]): PlacedText {
  const reasoning = textOf(entries, 'reasoning_content');
  return reasoning.text === '' ? textOf(entries, 'reasoning') : reasoning;
}

/** The last finish reason that is not null. */
function finishOf(entries: readonly ChoiceEntry[]): Finish {
  const holder = entries.findLast(({ choice }) => (member(choice, 'finish_reason') ?? null) !== null) ?? entries[0];
  const raw = member(holder?.choice, 'finish_reason');
  return {
    raw,
    reason: typeof raw === 'string' ? (REASONS.get(raw) ?? 'other') : null,
    place: holder === undefined ? streamPlace : placeOf(holder.chunk, `${holder.pointer}/finish_reason`),
  };
}

/** Whether a reason came, and none of them says that a limit or a filter cut the choice. */
function isWhole(entries: readonly ChoiceEntry[]): boolean {
  if (typeof finishOf(entries).raw !== 'string') return false;
  return !entries.some(({ choice }) => isCut(asString(member(choice, 'finish_reason'))));
}

function isCut(reason: string | null): boolean {
  return reason !== null && /length|max_tokens|content_filter/i.test(reason);
}

function holdsOther({ message }: ChoiceEntry): boolean {
  const given = member(message ?? undefined, 'content') ?? null;
  if (given !== null && typeof given !== 'string') return true;
  return isObject(member(message ?? undefined, 'function_call')) || isObject(member(message ?? undefined, 'audio'));
}

function callsPlace(entries: readonly ChoiceEntry[]): Place | null {
  const entry = entries.find(({ message }) => asArray(member(message ?? undefined, 'tool_calls')).length > 0);
  return entry === undefined ? null : inMessage(entry, '/tool_calls');
}

/** The place of a missing member of a choice: in the message of a body, or the stream as a unit. */
function absentPlace([first]: readonly ChoiceEntry[], pointer: string): Place {
  return first === undefined || first.chunk !== null ? streamPlace : inMessage(first, pointer);
}

function joined(pieces: readonly TextPiece[]): string {
  return pieces.map(({ text }) => text).join('');
}
