import type { Exchange } from '../core/model/exchange.js';
import { readError } from '../core/report/findings/error-signature.js';
import { quote } from '../core/wire/quote.js';

/** So much of the server's own words is quoted. */
const LONGEST_WORDS = 160;

/** ` "Not authenticated"`: the server's own words, or nothing. */
export function serverWords(exchange: Exchange): string {
  const { message } = readError(exchange.response?.status ?? 0, textOf(exchange), exchange.request.body);
  return message === null ? '' : ` ${quote(message, LONGEST_WORDS)}`;
}

/** The body of a response as text. */
export function textOf({ response }: Exchange): string {
  return Buffer.concat((response?.body ?? []).map(({ bytes }) => bytes)).toString();
}
