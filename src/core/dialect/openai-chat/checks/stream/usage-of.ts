import type { Answer } from '../../../answer.js';
import type { Json } from '../../../../model/json.js';
import { asObject } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';

/** Whether the request contains `stream_options.include_usage`. */
export function isUsageRequested({ request }: Answer): boolean {
  return member(request?.['stream_options'] ?? null, 'include_usage') === true;
}

/** Whether a chunk carries counts. A `usage` of null or {} carries none. */
export function carriesUsage(chunk: Json): boolean {
  return Object.keys(asObject(member(chunk, 'usage')) ?? {}).length > 0;
}
