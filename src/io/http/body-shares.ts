/** What one body may have of the bytes that all bodies of a transport may have together. */
export interface BodyShare {
  /** The most bytes that the body may have, given those that all other bodies have now. */
  most(): number;
  /** Notes how many bytes the body has. */
  has(bytes: number): void;
}

/** The bytes that every body may have, whatever the total. */
const LEAST_BODY = 64 * 1024;

/**
 * Shares bytes among bodies. Those of a body count while it arrives: many that arrive at once do not have more than the
 * total either.
 * @returns opens the share of one body
 */
export function shareBytes(total: number): () => BodyShare {
  let used = 0;
  return () => {
    let own = 0;
    return {
      most: () => Math.max(LEAST_BODY, total - (used - own)),
      has(bytes) {
        used += bytes - own;
        own = bytes;
      },
    };
  };
}
