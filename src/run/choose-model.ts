import { dialectOf } from '../core/dialect/index.js';
import { fail, ok, type Result } from '../core/model/result.js';
import type { Spec } from '../core/model/spec.js';
import { describeNoConnection } from '../io/http/transport-error.js';
import { findModel } from '../io/http/find-model.js';
import type { Transport } from '../io/http/transport.js';
import { isReached } from '../core/wire/may-be-retried.js';
import type { RunRequest } from './run-request.js';

/**
 * The model of a run: the named one, that of the resumed run, the one that the first spec recommends, or the first that the
 * endpoint lists.
 */
export async function chooseModel(
  { model, before = [], standIn }: RunRequest,
  [first]: readonly Spec[],
  { send }: Transport,
): Promise<Result<string>> {
  if (first === undefined) throw new Error('A run without a spec');
  const recorded = before.find((event) => event.type === 'run')?.target.model;
  const named = model ?? recorded ?? first.models.recommended ?? standIn;
  if (named !== undefined) return ok(named);
  const found = await findModel(send, dialectOf(first).models, first.headers);
  if (found.model !== null) return ok(found.model);
  if (!isReached(found.exchange)) {
    return refuse('--base-url', describeNoConnection('the endpoint', found.exchange), null);
  }
  return refuse('--model', `no model is named, and none could be found: ${found.reason}.`, 'Name one with --model.');
}

function refuse(file: string, reason: string, suggestion: string | null): Result<string> {
  return fail([{ file, line: null, column: null, reason, suggestion }]);
}
