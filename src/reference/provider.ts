import { dialectOf } from '../core/dialect/index.js';
import type { Json } from '../core/model/json.js';
import type { Spec } from '../core/model/spec.js';
import type { SchemaMismatch } from '../core/schema/validator.js';
import type { Fault } from './fault.js';
import type { Reply, Request } from './reply.js';

/** What a reference provider needs for one reply. */
export interface Reference<Hooks = unknown> {
  readonly spec: Spec;
  readonly key: string;
  readonly faults: readonly Fault<Hooks>[];
  readonly validate: (body: Json) => readonly SchemaMismatch[];
  /** Unix time in seconds. */
  readonly now: () => number;
  /** A number that no two replies share. */
  readonly serial: number;
}

/** A provider that answers as the documents of any spec of its dialect say, and its faults. */
export interface ReferenceProvider<Hooks = unknown> {
  readonly faults: readonly Fault<Hooks>[];
  answer(request: Request, reference: Reference<Hooks>): Reply;
}

/** The part of a spec's path before the operation: `/v1`. */
export function basePathOf(spec: Spec): string {
  const operation = dialectOf(spec).paths.find((path) => spec.path.endsWith(path)) ?? '';
  return spec.path.slice(0, spec.path.length - operation.length);
}
