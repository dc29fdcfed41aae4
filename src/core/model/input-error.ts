/** What is wrong with a file that we read, and what to do about it. A value, never thrown by core. */
export interface InputError {
  /** The path as the user knows it. */
  readonly file: string;
  /** From 1; null where the file as a whole is meant. */
  readonly line: number | null;
  readonly column: number | null;
  readonly reason: string;
  /** What to do, or the nearest thing that would be right; null where there is nothing to suggest. */
  readonly suggestion: string | null;
}
