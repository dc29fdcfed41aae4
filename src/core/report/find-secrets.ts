import { WRONG_KEY } from '../model/key-marker.js';

/** What keys look like. Each has a part long enough not to stand in innocent text. */
const PATTERNS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a key that begins with sk-', /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{20,}/gu],
  ['a bearer token', /\bBearer\s+[A-Za-z0-9._~+/=-]{20,}/giu],
  ['a JSON Web Token', /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/gu],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{30,}/gu],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/gu],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})/gu],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{20,}/gu],
  ['a Hugging Face token', /\bhf_[A-Za-z0-9]{30,}/gu],
  ['a Groq, xAI or Perplexity key', /\b(?:gsk_|xai-|pplx-)[A-Za-z0-9]{30,}/gu],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/gu],
];

/** What looks like a secret in a text, by name: never the secret itself. The made-up wrong key is none. */
export function findSecrets(text: string): readonly string[] {
  return PATTERNS.filter(([, pattern]) => [...text.matchAll(pattern)].some(([found]) => isSecret(found))).map(
    ([name]) => name,
  );
}

/** The made-up keys of the tool say that they are: `sk-conformance-…`. Masked ones begin with a marker. */
function isSecret(found: string): boolean {
  return !found.includes(WRONG_KEY) && !/sk-conformance-reference\b/u.test(found) && !found.includes('[conform');
}
