/** Words of names that carry secrets, in lower case. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  [
    'authorization auth authn authz oauth oauth2 cookie cookie2 token secret secrets password passwd',
    'passphrase passcode pwd session sessionid sid sig signature hmac credential credentials creds jwt jws',
    'jwe bearer saml key apikey accesskey secretkey privatekey userkey accesstoken authtoken idtoken',
    'refreshtoken clientsecret',
  ].flatMap((line) => line.split(' ')),
);

/** Names that have such a word and carry no secret. */
const HARMLESS =
  /^(?:x-)?(?:idempotency-key|cache-key|token-usage)$|tokens?-(?:used|count|limit|remaining)|^x-ratelimit-/iu;

/** Whether a header, query parameter or member of this name is treated as a credential. */
export function isCredentialName(name: string): boolean {
  if (HARMLESS.test(name)) return false;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/u);
  return words.some((word) => SECRET_WORDS.has(word)) || /apikey|accesstoken/iu.test(name);
}

/** Members of request bodies that carry secrets. Other members, such as `key` and `token`, often carry none. */
const CREDENTIAL_MEMBER =
  /^(?:.*[-_])?(?:api[-_]?key|authorization|password|passwd|(?:access|auth|refresh|id|bearer)[-_]?token|secret(?:[-_]?key)?|credentials?)$/iu;

/** Whether a member of a request body is treated as a credential. */
export function isCredentialMember(name: string): boolean {
  return CREDENTIAL_MEMBER.test(name.replaceAll(/([a-z0-9])([A-Z])/gu, '$1_$2'));
}

/** Query parameters of APIs whose values are known to be no secrets. */
const HARMLESS_PARAMETERS: ReadonlySet<string> = new Set(
  'api-version api_version apiversion version v alt beta model stream limit order page format'.split(' '),
);

/** What replaces a value in a recorded URL. */
export const REPLACED = 'REDACTED';

/**
 * An address as it is recorded: without user and password, and with `REDACTED` for the value of each query parameter, except
 * those that are known to be harmless. Any other text is returned as it is.
 */
export function redactAddress(text: string): string {
  if (!/^https?:\/\//iu.test(text) || !URL.canParse(text)) return text;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.hash === '';
  if (isPlain && secretQueryOf(url).length === 0) return text;
  url.username = '';
  url.password = '';
  url.hash = '';
  url.search = url.search
    .slice(1)
    .split('&')
    .map((pair) => {
      if (isHarmlessPair(pair)) return pair;
      // A parameter without a value may be the secret.
      return pair.includes('=') ? `${pair.slice(0, pair.indexOf('='))}=${REPLACED}` : REPLACED;
    })
    .join('&');
  return url.href;
}

/** The secrets of an address: user, password, and the values of its query except the harmless ones. */
export function secretsOfAddress(text: string): readonly string[] {
  if (!URL.canParse(text)) return [];
  const url = new URL(text);
  // A fragment is sent nowhere; some services put tokens there.
  const fragment = url.hash
    .slice(1)
    .split('&')
    .map((pair) => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)] as const)
    .filter(([name]) => isCredentialName(name))
    .map(([, value]) => value);
  return [url.username, url.password, ...secretQueryOf(url), ...fragment].filter((each) => each !== '');
}

function secretQueryOf(url: URL): readonly string[] {
  const pairs = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isHarmlessPair(pair));
  return pairs.flatMap((pair) => (pair.includes('=') ? pair.slice(pair.indexOf('=') + 1) : pair));
}

function isHarmlessPair(pair: string): boolean {
  const at = pair.indexOf('=');
  if (pair === '' || pair.slice(at + 1) === REPLACED) return true;
  return at >= 0 && (pair.length === at + 1 || HARMLESS_PARAMETERS.has(pair.slice(0, at).toLowerCase()));
}
