/** The case that shows whether the endpoint answers at all. It opens every plan, whatever was selected. */
export const CONTROL_CASE = 'basic/minimal';

/** The id of the twin that asks the same as a stream. */
export function twinId(id: string): string {
  return `${id}-streamed`;
}
