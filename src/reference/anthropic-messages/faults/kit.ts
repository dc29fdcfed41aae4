import type { Json, JsonObject } from '../../../core/model/json.js';
import type { Edit } from '../../edit.js';
import type { ExpectedDivergence, Fault, FaultArea } from '../../fault.js';
import type { Reply } from '../../reply.js';
import { isObject } from '../../sample.js';
import type { Hooks, Refusal } from '../hooks.js';

/** A fault without what all faults of its file have. */
export type AreaFault = Omit<Fault<Hooks>, 'area' | 'specs' | 'seen'> & { readonly seen?: readonly string[] };

/** The faults of an area, all of Anthropic's own spec. */
export function faultsOf(area: FaultArea, faults: readonly AreaFault[]): readonly Fault<Hooks>[] {
  return faults.map((fault) => ({ seen: [], ...fault, area, specs: ['anthropic'] }));
}

/** A check and the general place of its report. */
export const reportedBy = (check: string, at: string): ExpectedDivergence => ({ check, at });

/** Edits whole messages. */
export function inMessage(...edits: readonly Edit[]): Hooks {
  return { response: (body) => edits.reduce((each, edit) => edit(each), body) };
}

/** Edits the events of a type. */
export function inEvents(type: string, ...edits: readonly Edit[]): Hooks {
  return events((event) => [event['type'] === type ? edits.reduce((each, edit) => edit(each), event) : event]);
}

/** Replaces each event by others. */
export function events(make: (event: JsonObject, n: number) => readonly JsonObject[]): Hooks {
  return { events: (all) => all.flatMap(make) };
}

/** Edits the bodies of errors. */
export function inErrors(...edits: readonly Edit[]): Hooks {
  return { error: (body) => edits.reduce((each, edit) => edit(each), body) };
}

/** Accepts requests with these mistakes. */
export function accepting(...mistakes: readonly string[]): Hooks {
  return { refusal: (refusal) => (refusal !== null && mistakes.includes(refusal.mistake) ? null : refusal) };
}

/** Refuses these mistakes in another way. */
export function refusingWith(other: Partial<Refusal>, ...mistakes: readonly string[]): Hooks {
  return {
    refusal: (refusal) => (refusal !== null && mistakes.includes(refusal.mistake) ? { ...refusal, ...other } : refusal),
  };
}

/** Refuses valid requests whose body is of a kind. */
export function refusing(is: (body: JsonObject) => boolean, other: Partial<Refusal> = {}): Hooks {
  return {
    refusal(refusal, { request }) {
      const body = parse(request.text);
      if (refusal !== null || !isObject(body) || !is(body)) return refusal;
      return {
        mistake: 'unknown-value',
        status: 400,
        type: 'invalid_request_error',
        message: 'This is not supported.',
        ...other,
      };
    },
  };
}

/** Changes every reply. */
export function onReply(make: (reply: Reply) => Reply): Hooks {
  return { reply: make };
}

/** Whether an event has a delta of a type. */
export const hasDelta = (event: JsonObject, type: string): boolean =>
  isObject(event['delta']) && event['delta']['type'] === type;

/** Whether an event opens a block of a type. */
export const opens = (event: JsonObject, type: string): boolean =>
  isObject(event['content_block']) && event['content_block']['type'] === type;

function parse(text: string): Json | null {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
