/**
 * Features that a spec of any dialect can document, in addition to those of its dialect (`Dialect.features`), the parameters of
 * its request schema and `auth.<scheme>` for each of its schemes. A case that needs an undocumented feature is omitted.
 */
export const COMMON_FEATURES: readonly string[] = [
  'endpoint',
  'stream',
  'model-optional',
  'models-list',
  'errors',
  // What errors look like for every path and method.
  'errors-everywhere',
  'auth-required',
  'auth.scheme-case',
  'json-charset',
  // Some models refuse some parameters: a refusal with the documented code does not violate a claim.
  'models-differ',
];
