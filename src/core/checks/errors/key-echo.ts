import type { Json } from '../../model/json.js';
import { belowPlace } from '../../wire/place.js';
import { pointer } from '../../wire/pointer.js';
import { defineCheck } from '../../dialect/check.js';
import { generatingPaths } from '../../dialect/index.js';
import { echoedKey } from '../../model/key-marker.js';

/** How much of an error is searched. */
const MOST_TEXTS = 200;
const LONGEST_TEXT = 20_000;

/** An error contains no key, token or address of the backend. */
export const keyEcho = defineCheck({
  id: 'key-echo',
  title: 'An error contains no secrets',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['leaked'],
  looksAt: 'errors-too',
  reportsSecrets: true,
  explain: {
    what: 'No text of an error contains a key verbatim, a token, or an address behind the endpoint. A masked key (`sk-abc***`) and links to documentation are allowed. The report never repeats a secret.',
    causes: 'Messages built from the exception of an HTTP client, which contains the URL and the request headers.',
    falseAlarm:
      'An endpoint on a private network may name its own address; only the requested host is known to be its own.',
    seen: ['BerriAI/litellm#18731', 'coddy-project/coddy-agent#322'],
  },
  applies: ({ answer }) => answer.reply.error !== null,
  *judge({ answer, reply: { error } }) {
    if (error === null) return;
    const own = /^https?:\/\/([^/]+)/u.exec(answer.exchange.request.url)?.[1] ?? '';
    for (const { at, text } of textsOf(error.value)) {
      for (const { what, shown } of findSecrets(text.slice(0, LONGEST_TEXT), own)) {
        yield { code: 'secret-in-error', args: { what, shown }, at: belowPlace(error.place, at) };
      }
    }
  },
});

/** The texts in a value with their pointers, breadth first, so that no depth overflows. */
function textsOf(value: Json): readonly { readonly at: string; readonly text: string }[] {
  const texts: { at: string; text: string }[] = [];
  const queue: { at: string; value: Json }[] = [{ at: '', value }];
  for (const { at, value: each } of queue) {
    if (texts.length >= MOST_TEXTS || queue.length > 50 * MOST_TEXTS) break;
    if (typeof each === 'string') texts.push({ at, text: each });
    else if (typeof each === 'object' && each !== null) {
      for (const [name, inner] of Object.entries(each)) queue.push({ at: `${at}${pointer(name)}`, value: inner });
    }
  }
  return texts;
}

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

/** The ends of addresses that generate: those of the dialects, and of the native API of Gemini. */
const GENERATING = [...generatingPaths.map((path) => `(?<=/)${path.slice(1)}`), 'generateContent'].join('|');

/** The address of an API, not of a page of documentation. */
const ENDPOINT = new RegExp(`\\bhttps?://([^\\s/"'<>]+)/[^\\s"'<>]*(?:${GENERATING})\\b`, 'iu');

/** What documents and recorders write where a key belongs: `sk-your-api-key-here`, `sk-xxxxxxxxxxxxxxxx`, `sk-REDACTED-KEY`. */
const PLACEHOLDER =
  /your|x{4,}|api[-_]?key|example|placeholder|redacted|filtered|masked|hidden|scrubbed|saniti[sz]ed|removed|omitted|dummy/iu;

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
  // The user's own key is never recorded: a marker of its length replaces it in what an endpoint echoed.
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
