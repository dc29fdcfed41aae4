import { makeRedactor, type Redactor } from './redactor.js';
import { LEAST_PART, SHORTEST_WITH_PARTS } from './secret-forms.js';

/** What of some secrets is in ordinary text as well. */
export interface OrdinarySecrets {
  /** A redactor for the secrets that are not. Of secrets with a part in ordinary text it finds no parts. */
  readonly redactor: Redactor;
  /** Whether ordinary text contains a secret: redacting it would change that text. */
  readonly isOrdinary: (secret: string) => boolean;
}

/** @param texts what every report may contain: requests and documents */
export function withoutOrdinary(secrets: readonly string[], texts: () => readonly string[]): OrdinarySecrets {
  const candidate = makeRedactor(secrets);
  if (candidate.isEmpty) return { redactor: candidate, isOrdinary: () => false };
  const ordinary = texts();
  const lowerCase = ordinary.map((text) => text.toLowerCase());
  // Scanning every document would take a large part of the start.
  const alike = ordinary.filter((_, n) => isAlike(secrets, lowerCase[n] ?? ''));
  // Plain characters are in one string of a JSON text: it has quotes around it.
  const strings = secrets.every(isPlain) ? alike.flatMap((text) => text.split('"')) : alike;
  const scanned = strings === alike ? alike : strings.filter((text) => isAlike(secrets, text.toLowerCase()));
  const inPart = new Set(scanned.flatMap((text) => candidate.secretsIn(text)));
  if (inPart.size === 0) return { redactor: candidate, isOrdinary: () => false };
  const isOrdinary = (secret: string): boolean => lowerCase.some((text) => text.includes(secret.toLowerCase()));
  const left = secrets.filter((secret) => !inPart.has(secret) || !isOrdinary(secret));
  return { redactor: makeRedactor(left, { wholeOnly: [...inPart] }), isOrdinary };
}

/** A sequence of so many characters at a multiple of `STEP` is in every part of a secret that is redacted. */
const BLOCK = 8;
const STEP = LEAST_PART - BLOCK + 1;

/** Whether a text in lower case may contain a part of a secret. */
function isAlike(secrets: readonly string[], text: string): boolean {
  return secrets.some((secret) => !isForeign(secret, text));
}

/** Whether a secret is long and has no character that JSON or a decoder changes. */
function isPlain(secret: string): boolean {
  return secret.length >= SHORTEST_WITH_PARTS && /^[\w.~+/=:-]+$/u.test(secret);
}

/** Whether a long secret of plain characters has no part in common with a text in lower case. */
function isForeign(secret: string, text: string): boolean {
  if (!isPlain(secret)) return false;
  const lowerCase = secret.toLowerCase();
  const contains = (length: number, step: number): boolean => {
    for (let at = 0; at + length <= secret.length; at += step)
      if (text.includes(lowerCase.slice(at, at + length))) return true;
    return false;
  };
  // The first search is faster, and enough for a random key.
  return !contains(BLOCK, STEP) || !contains(LEAST_PART, 1);
}
