/** The case that shows whether the endpoint answers at all. It opens every plan, whatever was selected. */
export const CONTROL_CASE = 'basic/minimal';

/** The id of the variant that sends the same request as a stream. */
export function streamedId(id: string): string {
  return `${id}-streamed`;
}
