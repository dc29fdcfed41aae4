/**
 * What a target does with a request parameter: `obeyed` if an answer shows its effect, `accepted` if an effect cannot be
 * observed, `could-not-tell` if no request with it got a separate answer.
 */
export type ParameterState =
  | 'obeyed'
  | 'accepted'
  | 'ignored'
  | 'refused'
  | 'refused-together'
  | 'could-not-tell'
  | 'not-documented';

/** One parameter under one spec. */
export interface ParameterRow {
  readonly spec: string;
  readonly parameter: string;
  readonly state: ParameterState;
  /** Of `refused-together`: the further parameters that every refused request had. */
  readonly together?: readonly string[];
  /** The cases about it that should be accepted. */
  readonly cases: readonly string[];
}
