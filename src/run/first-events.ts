import type { RunEvent } from '../core/model/event.js';
import { revisionOf } from '../core/model/spec.js';
import type { RunOptions } from './options.js';

/** The events with which a run begins: what it is and what it will ask, or that it goes on. */
export function openingOf(options: RunOptions, now: Date): readonly RunEvent[] {
  const { specs, plan, repeat = 1, part, against, before = [] } = options;
  const startedAt = now.toISOString();
  if (before.length > 0) return [{ type: 'resumed', startedAt }];
  return [
    {
      type: 'run',
      schemaVersion: 1,
      tool: options.tool,
      target: options.target,
      specs: specs.map(revisionOf),
      claims: specs.flatMap(({ id: spec, claims }) =>
        claims.map(({ id, uncheckable }) => ({ id, spec, checkable: uncheckable === null })),
      ),
      startedAt,
      ...(against === undefined ? {} : { against: { target: against.target } }),
      ...(part === undefined ? {} : { shard: part.shard }),
      ...(options.selection === undefined ? {} : { selection: options.selection }),
    },
    {
      type: 'plan',
      cases: plan.cases,
      omitted: plan.omitted,
      ...(repeat > 1 ? { repeat } : {}),
      ...(part === undefined ? {} : { positions: part.positions }),
    },
  ];
}
