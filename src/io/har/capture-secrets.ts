import type { Exchange } from '../../core/model/exchange.js';
import { isCredentialName, redactAddress, secretsOfAddress } from '../../core/redact/credential-names.js';
import { isPlaceholder } from '../../core/redact/placeholder.js';
import { secretParts, secretsInJson } from '../../core/redact/secret-parts.js';

/** Request headers whose values are known to be no secrets. Those of other headers are dropped. */
const HARMLESS_HEADERS =
  /^(?:accept(?:-.*)?|content-.*|user-agent|host|connection|cache-control|pragma|expect|te|trailer|transfer-encoding|upgrade.*|dnt|priority|via|keep-alive|date|from|if-.*|range|sec-(?:ch|fetch|gpc).*|x-stainless-.*|(?:openai|anthropic)-(?:beta|version)|idempotency-key|x-request-id|request-id|traceparent|x-requested-with)$/iu;

/** Request headers that contain an address. */
const ADDRESS_HEADERS = /^(?:referer|origin)$/iu;

/** An exchange of a capture without its credentials, and the credentials. */
export interface ScrubbedExchange {
  readonly exchange: Exchange;
  readonly secrets: readonly string[];
}

/**
 * Takes the credentials out of a captured request: the query of its address, and its headers except known ones. Response headers
 * with credentials are dropped too. The bodies stay as they are.
 * @param isOurs whether this tool recorded it, with the headers of a suite
 */
export function scrubExchange(exchange: Exchange, isOurs: boolean): ScrubbedExchange {
  const { request, response } = exchange;
  const isKept = ([name]: Header): boolean => (isOurs ? !isCredentialName(name) : HARMLESS_HEADERS.test(name));
  const isKeptOfResponse = ([name]: Header): boolean => !isCredentialName(name);
  const dropped = request.headers.filter((header) => !isKept(header) && !header[0].startsWith(':'));
  const responseSecrets = response?.headers.filter((header) => !isKeptOfResponse(header)) ?? [];
  const scrubbed: Exchange = {
    ...exchange,
    request: { ...request, url: redactAddress(request.url), headers: request.headers.filter(isKept) },
    response: response && { ...response, headers: response.headers.filter(isKeptOfResponse) },
  };
  const secrets = [
    ...secretsOfAddress(request.url).flatMap(secretParts),
    ...dropped.flatMap(secretsOfHeader),
    ...responseSecrets.flatMap(secretsOfHeader),
    ...secretsInJson(request.body ?? ''),
  ];
  // What a recorder wrote in place of a credential is no secret, and other texts contain it.
  return { exchange: scrubbed, secrets: secrets.filter((secret) => !isPlaceholder(secret)) };
}

type Header = readonly [name: string, value: string];

function secretsOfHeader([name, value]: Header): readonly string[] {
  // Nothing was sent in a header of another name.
  if (!/^[!#$%&'*+.^_`|~\w-]+$/u.test(name)) return [];
  if (ADDRESS_HEADERS.test(name)) return secretsOfAddress(value).flatMap(secretParts);
  // The attributes of a cookie are no secrets.
  const own = /^set-cookie2?$/iu.test(name) ? (value.split(';', 1)[0] ?? '') : value;
  return isCredentialName(name) || looksRandom(own) ? secretParts(own) : [];
}

/** Whether a value of an unknown header may be a credential: it is not made of words and numbers. */
function looksRandom(value: string): boolean {
  return value
    .split(/[\s,;=]+/u)
    .some((word) => word.length >= 12 && /\d/u.test(word) && /[a-z]/iu.test(word) && !/^[\d.:tz-]+$/iu.test(word));
}
