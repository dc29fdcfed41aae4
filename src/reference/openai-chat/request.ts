/** A request as the reference provider received it. */
export interface Request {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}
