/**
 * The values of all header lines of a name, in order: none if there is no such line.
 * @param name in any case, as HTTP compares names (RFC 9110, section 5.1)
 */
export function headerValues(
  headers: readonly (readonly [name: string, value: string])[],
  name: string,
): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
}
