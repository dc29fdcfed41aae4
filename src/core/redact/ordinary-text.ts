import { makeRedactor, type Redactor } from './redactor.js';

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
  const inPart = new Set(ordinary.flatMap((text) => candidate.secretsIn(text)));
  if (inPart.size === 0) return { redactor: candidate, isOrdinary: () => false };
  const lowerCase = ordinary.map((text) => text.toLowerCase());
  const isOrdinary = (secret: string): boolean => lowerCase.some((text) => text.includes(secret.toLowerCase()));
  const left = secrets.filter((secret) => !inPart.has(secret) || !isOrdinary(secret));
  return { redactor: makeRedactor(left, { wholeOnly: [...inPart] }), isOrdinary };
}
