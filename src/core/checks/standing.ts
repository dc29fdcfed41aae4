import type { Case } from '../model/case.js';
import type { Exchange } from '../model/exchange.js';

/** So many cases in a row without an answer are the endpoint's bad time, not their own. */
const OUTAGE = 5;

/** What the exchanges of a run tell, one case after the other, of whether its endpoint works at all. */
export interface Standing {
  /** Takes in a case that was sent, with all its exchanges. */
  take(planned: Case, exchanges: readonly Exchange[]): void;
  /** Whether some request that should be accepted was, or one that presents the right key elsewhere. */
  works(): boolean;
  /** Whether a case can be judged now: it got an answer, or the endpoint gave one to a request that was sent later. */
  isSettled(planned: Case, exchanges: readonly Exchange[]): boolean;
  /**
   * Whether the endpoint is known to work as far as a case is concerned, once all cases were taken in. It is not for a
   * case that failed with others at the end of a run, after the last request that was answered.
   */
  worksFor(planned: Case, exchanges: readonly Exchange[]): boolean;
}

/** Begins with nothing known. What it says follows from the exchanges alone, in whatever order they are taken in. */
export function makeStanding(): Standing {
  let answered = -1;
  const failed = new Set<number>();
  const isSettled = (planned: Case, exchanges: readonly Exchange[]): boolean =>
    !isFailure(planned, exchanges) || lastId(exchanges) < answered;
  return {
    take(planned, exchanges) {
      if (isFailure(planned, exchanges)) failed.add(lastId(exchanges));
      if (planned.expects !== 'accepted' && !presentsKeyElsewhere(planned)) return;
      for (const { id, end, response } of exchanges) {
        const status = response?.status ?? 0;
        if (end === 'complete' && status >= 200 && status < 300) answered = Math.max(answered, id);
      }
    },
    works: () => answered >= 0,
    isSettled,
    worksFor: (planned, exchanges) =>
      answered >= 0 && (isSettled(planned, exchanges) || [...failed].filter((id) => id > answered).length < OUTAGE),
  };
}

/** An answer to the right key in a header that is not documented shows that the key is right, and the endpoint at work. */
function presentsKeyElsewhere({ steps }: Case): boolean {
  return steps.some(({ auth }) => auth.kind === 'foreign');
}

/** No response, one that broke off, a 5xx, a key or an account that is no longer good. */
function isFailure({ expects }: Case, exchanges: readonly Exchange[]): boolean {
  const last = exchanges.at(-1);
  if (last === undefined || last.response === null) return true;
  const { status } = last.response;
  const refused = expects === 'accepted' && (status === 401 || status === 402 || status === 403);
  return refused || status >= 500 || status === 408 || last.end === 'closed' || last.end === 'reset';
}

function lastId(exchanges: readonly Exchange[]): number {
  return exchanges.at(-1)?.id ?? -1;
}
