import type { Answer } from '../../dialect/answer.js';
import { asString } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';

/** Statuses of an invalid request. Not those of a key, a quota or a timeout. */
const CLIENT_STATUS = '4(?:00|04|05|06|09|1[0-8]|22)';
const IN_MESSAGE = new RegExp(
  `\\b(?:status(?:[ _]code)?|code|http|error|returned|got|answered|responded with)\\W{1,4}${CLIENT_STATUS}\\b`,
  'iu',
);
const IN_CODE = new RegExp(`^${CLIENT_STATUS}$`, 'u');

/**
 * Whether a 5xx response says that the request was invalid: a gateway wrapped the 4xx of its upstream. Such a response is
 * about the request and not about the moment.
 */
export function wrapsClientError({ status, reply }: Pick<Answer, 'status' | 'reply'>): boolean {
  if (status < 500 || reply.error === null) return false;
  const error = member(reply.error.value, 'error') ?? reply.error.value;
  const codes = ['code', 'status', 'status_code'].map((name) => member(error, name));
  if (codes.some((code) => IN_CODE.test(String(typeof code === 'object' ? '' : code)))) return true;
  const text = asString(member(error, 'message')) ?? asString(error) ?? '';
  return member(error, 'type') === 'invalid_request_error' || IN_MESSAGE.test(text.slice(0, 2000));
}
