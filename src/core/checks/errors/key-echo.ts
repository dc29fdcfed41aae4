import type { Json } from '../../model/json.js';
import { belowPlace } from '../../wire/place.js';
import { pointer } from '../../wire/pointer.js';
import { defineCheck } from '../../dialect/check.js';
import { findSecrets } from './find-secrets.js';

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
