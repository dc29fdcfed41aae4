import type { JsonObject } from '../../model/json.js';
import { asObject } from '../../wire/json.js';
import { bodyPlace, chunkPlace, placeOf } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import type { Count, Usage } from '../reply.js';
import type { MessageEvent } from './messages-reply.js';

/** A usage object with the place of its members. */
interface Counted {
  readonly value: JsonObject;
  /** The chunk that holds it; null for a body. */
  readonly chunk: number | null;
  /** `/usage`, `/message/usage`; empty for a body that is a count itself. */
  readonly pointer: string;
}

/** The usage of a body, or of the answer to a request that counts tokens; null without one. */
export function readBodyUsage(body: JsonObject): Usage | null {
  const value = asObject(body['usage']);
  if (value !== null) return usageOf([{ value, chunk: null, pointer: '/usage' }]);
  return typeof body['input_tokens'] === 'number' ? usageOf([{ value: body, chunk: null, pointer: '' }]) : null;
}

/** The usage of a stream: each count as it came last. */
export function readStreamUsage(events: readonly MessageEvent[]): Usage | null {
  const objects = events.flatMap((event): readonly Counted[] => {
    const pointer = event.type === 'message_start' ? '/message/usage' : '/usage';
    const value =
      event.type === 'message_start'
        ? asObject(member(event.value['message'], 'usage'))
        : event.type === 'message_delta'
          ? asObject(event.value['usage'])
          : null;
    return value === null ? [] : [{ value, chunk: event.chunk, pointer }];
  });
  return objects.length === 0 ? null : usageOf(objects);
}

/** @param objects at least one, in the order in which they came */
function usageOf(objects: readonly Counted[]): Usage | null {
  const last = objects.at(-1);
  if (last === undefined) return null;
  const find = (...names: readonly string[]): Count => {
    const read = ({ value }: Counted) =>
      names.reduce<unknown>((found, name) => member(asObject(found as never) ?? {}, name), value);
    const holder = objects.findLast((each) => (read(each) ?? null) !== null) ?? last;
    const found = read(holder);
    return {
      name: names.at(-1) ?? '',
      value: typeof found === 'number' && Number.isInteger(found) ? found : null,
      place: placeOf(holder.chunk, `${holder.pointer}/${names.join('/')}`),
    };
  };
  const input = find('input_tokens');
  const cache = [find('cache_creation_input_tokens'), find('cache_read_input_tokens')];
  const none: Count = {
    name: 'total_tokens',
    value: null,
    place: last.chunk === null ? bodyPlace(last.pointer) : chunkPlace(last.chunk, last.pointer),
  };
  return {
    value: last.value,
    place: none.place,
    // What was written to the cache or read from it is input, and counted apart from the rest.
    input: {
      ...input,
      value:
        input.value === null ? null : input.value + cache.reduce((sum, { value }) => sum + Math.max(0, value ?? 0), 0),
    },
    output: find('output_tokens'),
    total: none,
    reasoning: find('output_tokens_details', 'thinking_tokens'),
    cached: { ...none, name: 'cached_tokens' },
  };
}
