import type { Exchange } from '../model/exchange.js';
import { readRequest } from '../dialect/read-answer.js';
import { dialectOfRequest, operationOf } from '../dialect/index.js';

const LONGEST = 48;

/** A short name for a captured exchange, from the capture or from the request. Letters, digits and hyphens. */
export function nameOfCapture(exchange: Exchange): string {
  // `entry-7` is what the reader of foreign files calls an exchange that has no comment.
  const given = /^entry-\d+$/u.test(exchange.case) ? '' : slug(exchange.case);
  return given === '' ? nameOfRequest(exchange) : given;
}

function nameOfRequest(exchange: Exchange): string {
  const { request } = exchange;
  const operation = operationOf(request);
  if (operation === 'models') return 'models';
  if (operation !== 'generate') return slug(`${request.method}-${lastOf(request.url)}`);
  const body = readRequest(request.body);
  return body !== null && dialectOfRequest(request).request.read(body).stream ? 'chat-streamed' : 'chat';
}

function lastOf(url: string): string {
  return (url.split(/[?#]/u, 1)[0] ?? '').split('/').findLast((part) => part !== '') ?? '';
}

function slug(text: string): string {
  return text
    .slice(0, LONGEST * 4)
    .replace(/^captured\/\d+-/u, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/gu, '');
}
