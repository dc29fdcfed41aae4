import { defined } from '../core/model/defined.js';
import type { RunEvent } from '../core/model/event.js';
import { revisionOf } from '../core/model/spec.js';
import type { RunOptions } from './options.js';

/** The events with which a run begins: what it is and what it will send, or that it is resumed. */
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
      ...defined({
        against: against === undefined ? undefined : { target: against.target },
        shard: part?.shard,
        selection: options.selection,
      }),
    },
    {
      type: 'plan',
      cases: plan.cases,
      omitted: plan.omitted,
      ...defined({
        repeat: repeat > 1 ? repeat : undefined,
        positions: part?.positions,
      }),
    },
  ];
}
