import type { Json } from '../model/json.js';
import { asString } from './json.js';
import { member } from './pointer.js';

/** Statuses of an invalid request. Not those of a key, a quota or a timeout. */
const CLIENT_STATUS = '4(?:00|04|05|06|09|1[0-8]|22)';
const IN_MESSAGE = new RegExp(
  `\\b(?:status(?:[ _]code)?|code|http|error|returned|got|answered|responded with)\\W{1,4}${CLIENT_STATUS}\\b`,
  'iu',
);
const IN_CODE = new RegExp(`^${CLIENT_STATUS}$`, 'u');
const RATE_LIMIT = /^429$|rate.?limit|too.?many.?requests|insufficient.?quota/iu;

/** Whether an error says that the request was invalid. */
export function reportsClientError(value: Json): boolean {
  const error = member(value, 'error') ?? value;
  if (codesOf(error).some((code) => IN_CODE.test(code))) return true;
  const text = asString(member(error, 'message')) ?? asString(error) ?? '';
  return member(error, 'type') === 'invalid_request_error' || IN_MESSAGE.test(text.slice(0, 2000));
}

/** Whether an error says, by its code or type, that a limit on requests or credit was reached. */
export function reportsRateLimit(value: Json): boolean {
  const error = member(value, 'error') ?? value;
  return [...codesOf(value), ...codesOf(error), asString(member(error, 'type')) ?? ''].some((code) =>
    RATE_LIMIT.test(code),
  );
}

/** The codes and statuses of an error, as text. */
function codesOf(error: Json): readonly string[] {
  return ['code', 'status', 'status_code'].flatMap((name) => {
    const code = member(error, name);
    return typeof code === 'string' || typeof code === 'number' ? [String(code)] : [];
  });
}
