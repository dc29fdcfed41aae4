import type { Member } from './member.js';

/** Why requests that should be accepted fail alike. */
export interface Cause {
  readonly members: readonly Member[];
  /**
   * `intermittent`: a 5xx, though requests of the same kind are answered. `parameter`: all of them have it. `plain`: the
   * plain request fails alike. `together`: all of them have `names`, and each name is accepted by itself. `operation`:
   * no request for it was accepted, and requests for others were. `size`: they are larger than every accepted request.
   */
  readonly why: 'intermittent' | 'parameter' | 'plain' | 'together' | 'operation' | 'size';
  /** The parameters that fail together alone; absent for other reasons. */
  readonly names?: readonly string[];
  /** What the requests have in common that those that were accepted have not, or without which none was accepted. */
  readonly parameter: string | null;
  /** Further parameters, requests with which fail in the same words; with null if that alone does: `stop: null`. */
  readonly others?: readonly string[];
  /** The value that the parameter has in all of these requests, as JSON; null if it differs or is not a scalar. */
  readonly value?: string | null;
  /** The member of the parameter that no accepted request has, as a person writes it; null if that is all of it. */
  readonly member?: string | null;
  /** Further values of the member that are refused, too, as JSON. Absent if there are none. */
  readonly values?: readonly string[];
  /** The members that have nothing else that no accepted request has; absent if the cause is of another kind. */
  readonly only?: readonly Member[];
  /** Whether accepted requests have everything that these have in common. Absent if they have not. */
  readonly alsoAccepted?: true;
  /** What they all lack and every accepted request has, as a person writes it: `stream: true`; null if it is nothing. */
  readonly lacking: string | null;
}
