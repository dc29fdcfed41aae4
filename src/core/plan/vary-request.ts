import type { Case, Step } from '../model/case.js';
import type { Variation } from '../model/exchange.js';
import type { JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { CONTROL_CASE } from './case-ids.js';
import { hashOf } from './shard.js';

/** Each is chosen with the same share; null leaves the plain form. */
const ACCEPTED: readonly (Variation | null)[] = [
  'chunked-body',
  'accept-json',
  'accept-list',
  'json-white-space',
  'header-case',
  'charset',
  null,
  null,
];

/** Chosen so that the cases of every spec of the package use every form. */
const SALT = 'form 2';

/** Of requests with characters to escape every other one is written with escapes: there are few. */
const ESCAPED_SHARE = 2;

/** Of requests that are refused: how errors are compressed. */
const REFUSED: readonly (Variation | null)[] = ['gzip-offered', null, null];

/**
 * The variation of the request of a case: the hash of the case's id selects it, so that other cases do not change it. Null
 * for the plain form: that of the control request, of a request with its own headers or a body text, of several steps that are
 * compared, of parameters together, and of a request that may be combined with others: a part of a run combines fewer.
 * @param specs those of the run: the headers that every request of a spec needs are not its own
 */
export function variationOf(
  { id, steps, expects, combines, joins, specs: judging }: Case,
  specs: readonly Spec[],
): Variation | null {
  const [step] = steps;
  if (step === undefined || steps.length > 1 || id === CONTROL_CASE) return null;
  if (combines === true || joins === true) return null;
  if (step.body === undefined || step.rawBody !== undefined) return null;
  const usual = specs.filter((spec) => judging.includes(spec.id)).map(({ headers }) => JSON.stringify(headers));
  if (Object.keys(step.headers).length > 0 && !usual.includes(JSON.stringify(step.headers))) return null;
  if (step.hangUpAfter !== undefined || (expects === 'accepted' && step.auth.kind !== 'valid')) return null;
  const hash = hashOf(`${SALT} ${id}`);
  if (expects === 'refused') return REFUSED[hash % REFUSED.length] ?? null;
  if (expects === 'either') return null;
  const canEscape = bodyText(step.body, 'json-escapes') !== bodyText(step.body);
  if (canEscape && hashOf(`escapes ${SALT} ${id}`) % ESCAPED_SHARE === 0) return 'json-escapes';
  return ACCEPTED[hash % ACCEPTED.length] ?? null;
}

/** A JSON body as it is sent. */
export function bodyText(body: JsonObject, variation?: Variation): string {
  if (variation === 'json-white-space') return `\r\n${JSON.stringify(body, null, 2)}\n`;
  const text = JSON.stringify(body);
  return variation === 'json-escapes' ? text.replaceAll(ESCAPED, (unit) => `\\u${hexOf(unit)}`) : text;
}

// What libraries of several languages escape in the strings of JSON: characters beyond ASCII, and those of HTML.
const ESCAPED = /[^\u0000-\u007f]|[<>&'/]/g;

function hexOf(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}

/** The headers of a varied request, which replace the usual ones of the same names; lower-case names. */
export function variedHeaders({ variation, stream }: Step): Readonly<Record<string, string>> {
  switch (variation) {
    case 'chunked-body':
      return { 'transfer-encoding': 'chunked' };
    case 'accept-json':
      return { accept: 'application/json' };
    case 'accept-list':
      return { accept: stream ? 'text/event-stream' : 'application/json, text/plain, */*' };
    case 'charset':
      return { 'content-type': 'application/json; charset=utf-8' };
    case 'gzip-offered':
      return { 'accept-encoding': 'gzip' };
    case 'header-case':
    case 'json-escapes':
    case 'json-white-space':
    case undefined:
    default:
      return {};
  }
}

/** A header name as it is sent: `content-type`, or `Content-Type`. */
export function headerName(name: string, variation?: Variation): string {
  return variation === 'header-case' ? name.replaceAll(/\b[a-z]/gu, (letter) => letter.toUpperCase()) : name;
}
