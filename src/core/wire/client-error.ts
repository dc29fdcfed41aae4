import type { Json } from '../model/json.js';
import { asArray, asString } from './json.js';
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

/** What servers say of an invalid value, and not of an account. */
const VALIDATION =
  /validation|unprocessable|invalid.?(?:param|value|argument)|unknown.?param|must be (?:an?|one|between|less|greater|at)\b/iu;
const CREDIT =
  /credit|balance|quota|billing|payment|fund|subscri|plan\b|upgrade|afford|insufficient|spend|top.?up|wallet|expired/iu;

/** Whether an error names a parameter of the request, or says that its validation failed, and mentions no credit. */
export function reportsValidation(value: Json): boolean {
  if (CREDIT.test(JSON.stringify(value).slice(0, 2000))) return false;
  const error = member(value, 'error') ?? value;
  const [detail] = asArray(member(value, 'detail'));
  const texts = ['type', 'code', 'name', 'message'].map((name) => asString(member(error, name)) ?? '');
  const named = asString(member(error, 'param')) ?? '';
  return (
    named !== '' || Array.isArray(member(detail, 'loc')) || texts.some((text) => VALIDATION.test(text.slice(0, 2000)))
  );
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
