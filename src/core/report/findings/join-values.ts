import type { Cause } from './cause.js';
import { type Member } from './member.js';
import { groupBy } from '../../model/group-by.js';
import type { Features } from './request-features.js';

/** A member inside a parameter with its text: `messages[].role: "system"`. */
const VALUE_OF_MEMBER = /^(.+[.\]].+): ("[^"]*")$/u;

/** A cause, the wrong requests that failed before their mistake was seen, and the accepted requests for its operation. */
export interface FoundCause {
  readonly cause: Cause;
  readonly also: readonly Member[];
  readonly accepted: readonly Features[];
}

/** Values of one member that are refused with one status, such as two roles, whether or not the error names the value. */
export function joinValues(found: readonly FoundCause[]): readonly FoundCause[] {
  let single = 0;
  const keyOf = ({ cause: { members, member, why } }: FoundCause): string => {
    const value = why === 'parameter' ? VALUE_OF_MEMBER.exec(member ?? '') : null;
    const [first] = members;
    return value === null ? `single ${single++}` : [first?.spec, first?.facts?.status, value[1]].join(' ');
  };
  return [...groupBy(found, keyOf).values()].flatMap((alike) => {
    const [main, ...others] = alike.toSorted((a, b) => b.cause.members.length - a.cause.members.length);
    if (main === undefined) return [];
    const members = [main, ...others].flatMap(({ cause }) => cause.members);
    const [, ...values] = new Set(
      [main, ...others].flatMap(({ cause }) => VALUE_OF_MEMBER.exec(cause.member ?? '')?.[2] ?? []),
    );
    const cause = others.length === 0 ? main.cause : { ...main.cause, members, values };
    return [{ ...main, cause, also: alike.flatMap(({ also }) => also) }];
  });
}
