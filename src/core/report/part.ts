import type { Planned, RunEvent, RunStarted } from '../model/event.js';

/** The events of one part of a run, and where they were read. */
export interface PartInput {
  readonly file: string;
  readonly events: readonly RunEvent[];
}

/** A part that may be joined with others. */
export interface Part extends PartInput {
  readonly run: RunStarted & { readonly shard: NonNullable<RunStarted['shard']> };
  readonly plan: Planned & { readonly positions: NonNullable<Planned['positions']> };
}
