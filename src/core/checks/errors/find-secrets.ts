import { echoedKey } from '../../model/key-marker.js';

/** Something in a text that should have stayed inside. */
export interface Secret {
  readonly what: 'a key' | 'an address of the backend';
  /** Enough of it to be found, too little to be used. */
  readonly shown: string;
}

/** A key word for word. One that was masked (`sk-abc***xyz`, `sk-abc...`) does not match. */
const KEYS = [
  /\bsk-[A-Za-z0-9_-]{12,}(?![A-Za-z0-9_-]*(?:\*|\.{2}|…))/u,
  /\bBearer\s+(?!token\b|key\b)[A-Za-z0-9._~+/-]{16,}/u,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/u,
  /\bAIza[A-Za-z0-9_-]{30,}/u,
];

/** Hosts that only exist inside: loopback and private ranges, cluster names. */
const INSIDE =
  /\b(?:localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+)(?::\d+)|\b[a-z0-9.-]+\.(?:svc\.cluster\.local|internal)\b/iu;

/** The address of an API, not of a page of documentation. */
const ENDPOINT = /\bhttps?:\/\/([^\s/"'<>]+)\/[^\s"'<>]*(?:chat\/completions|generateContent|\/messages)\b/iu;

/** What documents write where a key belongs: `sk-your-api-key-here`, `sk-xxxxxxxxxxxxxxxx`. */
const PLACEHOLDER = /your|x{4,}|api[-_]?key|example|placeholder/iu;

/** A page for people: by its host, or by the first step of its path. */
const PAGE =
  /^https?:\/\/(?:docs?|help|support|developers?|platform|learn|www)\.|^https?:\/\/[^/]+\/(?:docs?|api-reference|reference|guides?|help)\//iu;

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+)(?=:|$)/iu;

/** Looks for keys and addresses of the backend in a text. `own` is the host of the endpoint, which may be named. */
export function findSecrets(text: string, own: string): readonly Secret[] {
  const secrets: Secret[] = [];
  const key = KEYS.map((pattern) => pattern.exec(text)?.[0]).find(
    (found) => found !== undefined && !PLACEHOLDER.test(found),
  );
  // The user's own key is never recorded: a marker of its length stands where an endpoint echoed it.
  if (echoedKey(text) === 'own')
    secrets.push({ what: 'a key', shown: 'the key of this request, masked in the record' });
  else if (key !== undefined) secrets.push({ what: 'a key', shown: `${key.slice(0, 5)}… (${key.length} characters)` });
  const found = ENDPOINT.exec(text);
  const endpoint = found !== null && PAGE.test(found[0]) ? null : found;
  const inside = INSIDE.exec(text)?.[0];
  const isOwn = (host: string): boolean => sameHost(host) === sameHost(own);
  const called = endpoint !== null && !isOwn(endpoint[1] ?? '') ? endpoint[0] : inside;
  if (called !== undefined && (called === endpoint?.[0] || !isOwn(called)))
    secrets.push({ what: 'an address of the backend', shown: called });
  return secrets;
}

function sameHost(host: string): string {
  return host.replace(LOOPBACK, 'localhost');
}
