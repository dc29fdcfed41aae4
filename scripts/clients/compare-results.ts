import type { TaskOutcome } from '../../src/core/clients/measured-client.js';

/** What a task returned, or what it threw. */
export type TaskResult =
  | { readonly value: unknown }
  | { readonly thrown: { readonly error: string; readonly message: string } }
  | 'hangs';

/** The longest detail of an outcome, in characters. */
const LONGEST_DETAIL = 100;
/** The longest value in it. */
const LONGEST_VALUE = 30;

/** The outcome of a task with a fault, by its result with the faithful provider. */
export function compareResults(faithful: unknown, result: TaskResult): TaskOutcome {
  if (result === 'hangs') return { outcome: 'hangs', detail: null };
  if ('thrown' in result) return { outcome: 'throws', detail: describeThrown(result.thrown) };
  const other = findOtherError(faithful, result.value);
  if (other !== null) return { outcome: 'throws', detail: describeThrown(other) };
  const difference = findDifference(faithful, result.value, []);
  return difference === null ? { outcome: 'works', detail: null } : { outcome: 'wrong', detail: tidy(difference) };
}

interface DescribedError {
  readonly error: string;
  readonly message: string;
}

/**
 * Another error in place of the expected one: of the client itself, or of HTTP in place of one in a stream. A task that
 * expects an error returns it as `{error, status, message, readable}`; only errors of HTTP have a status.
 */
function findOtherError(faithful: unknown, value: unknown): DescribedError | null {
  if (!isRecord(faithful) || !isRecord(value)) return null;
  if (typeof faithful['error'] === 'string' && typeof value['error'] === 'string') {
    const isOther =
      value['error'] !== faithful['error'] &&
      value['error'] !== 'no error' &&
      ('status' in value ? !('status' in faithful) : true);
    return isOther ? { error: value['error'], message: String(value['message']) } : null;
  }
  for (const [name, member] of Object.entries(faithful)) {
    const found = findOtherError(member, value[name]);
    if (found !== null) return found;
  }
  return null;
}

/** The first difference, as `finish is null instead of "stop"`; null if there is none. */
function findDifference(expected: unknown, actual: unknown, path: readonly string[]): string | null {
  if (isRecord(expected) && isRecord(actual)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      // The text of an error is up to the API; a body in its place is not.
      if (name === 'message') continue;
      if (name === 'readable' && expected[name] === true && actual[name] === false)
        return `${[...path, 'message'].join(' ')} is ${show(actual['message'])}`;
      const found = findDifference(expected[name], actual[name], [...path, name]);
      if (found !== null) return found;
    }
    return null;
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    for (const [n, item] of expected.entries()) {
      const found = findDifference(item, actual[n], path);
      if (found !== null) return found;
    }
    return null;
  }
  const from = commonStart(expected, actual);
  const [was, is] = [show(expected, from), show(actual, from)];
  return JSON.stringify(expected) === JSON.stringify(actual) ? null : `${path.join(' ')} is ${is} instead of ${was}`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The position of the first difference of two long texts, less a few characters; 0 for other values. */
function commonStart(expected: unknown, actual: unknown): number {
  if (typeof expected !== 'string' || typeof actual !== 'string') return 0;
  let length = 0;
  while (length < expected.length && expected[length] === actual[length]) length += 1;
  return length > LONGEST_VALUE / 2 ? length - 8 : 0;
}

function show(value: unknown, from = 0): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const shown = typeof value === 'string' && from > 0 ? `…${value.slice(from)}` : value;
  const text = shown === undefined ? 'absent' : JSON.stringify(shown);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

function describeThrown({ error, message }: DescribedError): string {
  const [first = ''] = message.trim().split('\n');
  return tidy(first.startsWith(error) ? first : `${error}: ${first}`);
}

/** One line, without what differs from one run to the next. */
function tidy(text: string): string {
  const line = text
    .replaceAll(/[\s\p{C}\p{M}\uFFFD]+/gu, ' ')
    .replaceAll(/127\.0\.0\.1:\d+/gu, '127.0.0.1')
    .replaceAll(/\/\S*\/node_modules\//gu, '')
    .trim();
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL - 1)}…` : line;
}
