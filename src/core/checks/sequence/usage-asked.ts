import type { Answer } from '../../model/answer.js';
import { member } from '../../wire/pointer.js';

/** Whether the request asked for a chunk with the usage. */
export function isUsageAsked({ request }: Answer): boolean {
  return member(request?.['stream_options'] ?? null, 'include_usage') === true;
}
