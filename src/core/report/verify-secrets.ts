import type { RunEvent } from '../model/event.js';
import { decodeUtf8 } from '../wire/decode-utf8.js';
import { joinPieces } from '../wire/join-pieces.js';
import { findSecrets } from './find-secrets.js';
import type { Refusal } from './verification.js';

/** Request headers that carry credentials: the tool never records one. */
const CREDENTIALS = /^(?:proxy-)?authorization$|^cookie$|^(?:x-)?(?:goog-)?api-?key$|-(?:token|secret)$/iu;

/**
 * Whether a secret stands in what was handed in: in the files as they are, and in the bodies, which the record keeps in
 * base64.
 * @param files the texts of the folder, by name
 */
export function verifySecrets(events: readonly RunEvent[], files: ReadonlyMap<string, string>): readonly Refusal[] {
  const found = new Set<string>();
  for (const [name, text] of files) {
    for (const secret of findSecrets(text)) found.add(`${name} holds ${secret}.`);
  }
  for (const event of events) {
    if (event.type !== 'exchange') continue;
    const { id, request, response } = event.exchange;
    for (const [name, value] of request.headers) {
      if (CREDENTIALS.test(name) && value !== '')
        found.add(`The request of exchange ${id} carries the header ${JSON.stringify(name.slice(0, 40))}.`);
    }
    const body = decodeUtf8(joinPieces(response?.body ?? []));
    for (const secret of findSecrets(body)) found.add(`The response of exchange ${id} holds ${secret}.`);
  }
  return [...found].map((detail) => ({ reason: 'secret', detail }));
}
