/** The id of the twin that asks the same as a stream. */
export function twinId(id: string): string {
  return `${id}-streamed`;
}
