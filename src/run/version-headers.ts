import { defined } from '../core/model/defined.js';
import type { InputError } from '../core/model/result.js';
import type { Spec } from '../core/model/spec.js';
import { specForRun } from '../core/plan/spec-for-run.js';
import { fileError } from '../core/spec/source.js';
import type { RunRequest } from './run-request.js';

/** A request without the headers that the requests of the specs have themselves; they are no secrets either. */
export function withoutHeaders(request: RunRequest, specs: readonly Spec[]): RunRequest {
  const names = new Set(specs.flatMap((spec) => Object.keys(spec.headers)));
  const filter = ({ headers = {} }: Pick<RunRequest, 'headers'>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase())));
  const { against } = request;
  if (names.size === 0) return request;
  return {
    ...request,
    headers: filter(request),
    ...defined({ against: against === undefined ? undefined : { ...against, headers: filter(against) } }),
  };
}

/**
 * Errors for headers that would replace what a spec documents, such as the version of the API: its cases test that one, or
 * another documented one.
 */
export function checkHeaders(
  { headers = {}, model = '', against }: RunRequest,
  specs: readonly Spec[],
  version: Readonly<Record<string, string>>,
): readonly InputError[] {
  const given = [...Object.entries(headers), ...Object.entries(against?.headers ?? {})];
  return specs.flatMap((spec) =>
    given.flatMap(([name, value]) => {
      const documented = new Map(Object.entries(specForRun(spec, model, version).headers)).get(name.toLowerCase());
      if (documented === undefined || documented === value) return [];
      const reason = `The spec ${spec.id} sends ${name.toLowerCase()}: ${documented}, and tests what holds for it.`;
      return [
        fileError(
          '--header',
          reason,
          'Leave the header out, or run a copy of the spec that documents the other value.',
        ),
      ];
    }),
  );
}
