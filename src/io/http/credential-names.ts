/** Names of headers and query parameters that carry secrets. */
const SECRET =
  /(^|[-_.])(authorization|auth|cookie2?|set-cookie|token|secret|password|session|sig|signature|credential|credentials|(api|access|subscription|private|x)?[-_]?key)($|[-_.])|apikey|accesstoken/i;

/** Names that look like it and are none. */
const HARMLESS = /^(x-)?(idempotency-key|cache-key|token-usage)$|tokens?-(used|count|limit|remaining)|^x-ratelimit-/i;

/** Whether a header or query parameter of this name is taken to carry a credential. */
export function isCredentialName(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.test(name);
}
