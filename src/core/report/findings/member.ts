import { levelRank, type Claim } from '../../model/claim.js';
import type { Divergence } from '../../model/divergence.js';
import { genericPointer } from '../../wire/pointer.js';
import type { CaseFacts, ExchangeFacts, RunFacts } from './exchange-facts.js';

/** One divergence of one case, with what is known of its request and response. */
export interface Member {
  readonly case: string;
  readonly spec: string;
  /** Its place among all divergences of the report, in the order of the plan. */
  readonly order: number;
  readonly divergence: Divergence;
  /** Of the exchange that shows it; null if the record is not at hand. */
  readonly facts: ExchangeFacts | null;
  readonly about: CaseFacts | null;
}

/** Divergences with one cause. */
export interface Group {
  /** Equal in every run for the same cause. */
  readonly key: string;
  /** The first is the one to show. */
  readonly members: readonly Member[];
  /** What follows from it. */
  readonly consequences: readonly Member[];
  /** The claims that it breaks, the main one first. */
  readonly claims: readonly Claim['id'][];
  /** Members whose claim is not broken but could not be tested. */
  readonly untested: readonly Member[];
  /** The ids of accepted exchanges that show its cause by contrast. Absent if there are none. */
  readonly witnesses?: readonly number[];
  /** Which requests fail, if the cause is that they are refused; see `refusedRequests`. */
  readonly refused?: string | null;
  /** The documented words, if those of the first divergence do not fit the group. */
  readonly source?: Divergence['source'];
  /** The words for it, if those of the first divergence do not fit the group. */
  readonly words?: Partial<Pick<Divergence, 'sentence' | 'expected' | 'actual'>> & { readonly title?: string };
}

/** A group of members that are alike. */
export function groupOf(key: string, members: readonly Member[], rest: Partial<Group> = {}): Group {
  const claims = [...new Set(members.map(({ divergence }) => divergence.claim))];
  return { key, members, consequences: [], untested: [], claims, ...rest };
}

/** The JSON Pointer of a divergence with its positions as stars; null if its place has none. */
export function generalPointer({ at }: Pick<Divergence, 'at'>): string | null {
  return 'pointer' in at ? genericPointer(at.pointer) : null;
}

/** Members by level, those of equal level in their order. */
export function heaviestFirst(members: readonly Member[]): readonly Member[] {
  return members.toSorted((a, b) => levelRank(b.divergence.level) - levelRank(a.divergence.level));
}

/** A group with another one that follows from it. */
export function under(cause: Group, consequence: Group): Group {
  return {
    ...cause,
    claims: [...new Set([...cause.claims, ...consequence.claims])],
    consequences: [...cause.consequences, ...consequence.members, ...consequence.consequences],
    untested: [...cause.untested, ...consequence.untested],
  };
}

/** Whether each of these requests is larger than every accepted one. */
export function areLargest(members: readonly Member[], { exchanges }: RunFacts): boolean {
  const smallest = Math.min(...members.map(({ facts }) => facts?.size ?? 0));
  return [...exchanges.values()].every(({ accepted, size }) => !accepted || size < smallest);
}
