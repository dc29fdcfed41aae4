import { isCredentialMember } from './credential-names.js';

/** The most texts that are taken of one value. */
const MOST_PARTS = 200;

/**
 * The secrets in a value that is a secret or contains one: the value, its words, what follows a name (`token="…"`,
 * `sid=…`), each also without percent escapes, the user and password of Basic credentials, and the texts of JSON.
 */
export function secretParts(value: string): readonly string[] {
  const parts = new Set<string>();
  const add = (text: string): void => {
    if (text !== '' && parts.size < MOST_PARTS) parts.add(text);
  };
  add(value.trim());
  for (const leaf of jsonTexts(value)) add(leaf);
  for (const word of value.split(/[\s,;]+/u)) {
    const bare = word.replaceAll(/^["']|["']$/gu, '');
    const after = /^[\w.-]+=["']?(.*?)["']?$/u.exec(bare)?.[1] ?? '';
    for (const text of [bare, after]) {
      add(text);
      add(decodePercent(text));
      for (const each of basicCredentials(text)) add(each);
    }
  }
  return [...parts];
}

/** `user:password`, the user and the password of Basic credentials in base64; nothing for other texts. */
function basicCredentials(text: string): readonly string[] {
  if (text.length < 8 || !/^[A-Za-z0-9+/_-]+={0,2}$/u.test(text)) return [];
  let decoded: string;
  try {
    decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return [];
  }
  if (!/^[\x20-\x7e\u0080-\u00ff]+$/u.test(decoded)) return [];
  const colon = decoded.indexOf(':');
  return colon < 0 ? jsonTexts(decoded) : [decoded, decoded.slice(0, colon), decoded.slice(colon + 1)];
}

export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The texts in a JSON object or array, such as the file of a service account. */
function jsonTexts(text: string): readonly string[] {
  if (!/^\s*[{[]/u.test(text)) return [];
  try {
    return textsOf(JSON.parse(text));
  } catch {
    return [];
  }
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** The secrets in a request body: the texts of members whose name is that of a credential. */
export function secretsInJson(body: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return [];
  }
  const found: string[] = [];
  const queue: unknown[] = [value];
  for (const each of queue) {
    if (typeof each !== 'object' || each === null || queue.length > 10_000) continue;
    for (const [name, member] of Object.entries(each)) {
      if (typeof member === 'string' && isCredentialMember(name)) found.push(...secretParts(member));
      queue.push(member);
    }
  }
  return found;
}
