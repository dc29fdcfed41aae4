import type { Level } from './claim.js';

/** What kind of divergence. Closed: reports and baselines name it. */
export type Kind =
  | 'missing-field'
  | 'wrong-type'
  | 'wrong-value'
  | 'out-of-range'
  | 'undocumented-field'
  | 'wrong-status'
  | 'wrong-header'
  | 'missing-header'
  | 'wrong-media-type'
  | 'wrong-form'
  | 'malformed-json'
  | 'malformed-utf8'
  | 'malformed-http'
  | 'sse-framing'
  | 'chunk-order'
  | 'missing-terminator'
  | 'repeated'
  | 'truncated'
  | 'stalled'
  | 'not-incremental'
  | 'error-in-stream'
  | 'refused'
  | 'accepted-invalid'
  | 'ignored'
  | 'inconsistent'
  | 'leaked'
  | 'unexpected'
  | 'unusual-form';

/**
 * Where in an exchange. `chunk` counts the JSON events of a stream from 0; pointers are RFC 6901. `event` is the name of
 * the event, in a dialect that names its events.
 */
export type Place =
  | { readonly part: 'status' }
  | { readonly part: 'header'; readonly name: string }
  | { readonly part: 'body'; readonly pointer: string }
  | { readonly part: 'chunk'; readonly chunk: number; readonly pointer: string; readonly event?: string }
  | { readonly part: 'stream' };

/**
 * The origin of a divergence if the same request was sent to an upstream as well: introduced by the gateway, inherited
 * from the upstream, or unknown because the upstream gave no comparable answer.
 */
export type Origin = 'introduced' | 'inherited' | 'unknown';

/** One difference between what the documents say and what was observed. */
export interface Divergence {
  readonly check: string;
  readonly claim: string;
  readonly level: Level;
  readonly kind: Kind;
  readonly at: Place;
  readonly expected: string;
  readonly actual: string;
  readonly occurrences: number;
  /** The id of the exchange that shows it first. */
  readonly exchange: number;
  /** Names the message of the check; absent in a record of version 0.1.0. */
  readonly code?: string;
  /** What is wrong, as a heading: no place, no full stop; absent in a record of version 0.1.0. */
  readonly title?: string;
  /** The title with the place and what was expected. */
  readonly sentence: string;
  readonly source: { readonly title: string; readonly url: string; readonly quote: string | null };
  /** In how many of the times that the case was sent it was seen; absent if it was in all. */
  readonly intermittent?: { readonly seen: number; readonly of: number };
  /** What the baseline says of it; absent if it does not know it. */
  readonly baseline?: { readonly reason: string; readonly issue: string | null };
  /** Absent from a run without an upstream. */
  readonly origin?: Origin;
  /** The id of the finding that it belongs to; absent in a record, and in a report of version 0.1.0. */
  readonly finding?: string;
}
