import type { InputError, Result } from '../../src/core/model/result.js';

/** The value of a result; throws its errors. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.errors.map(({ file, reason }) => `${file}: ${reason}`).join('\n'));
}

/** The only error of a result; throws when there is another number of errors. */
export function errorOf(result: Result<unknown>): InputError {
  const [error, ...more] = result.ok ? [] : result.errors;
  if (error === undefined || more.length > 0) throw new Error(`Expected one error; got ${JSON.stringify(result)}`);
  return error;
}
