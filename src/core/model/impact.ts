/** How a client library fails a task: it throws, it does not end, or its result differs without an error. */
export type Failure = 'throws' | 'hangs' | 'wrong';

/** A task that a client fails: `streamed-tool-call`. */
export interface FailedTask {
  readonly task: string;
  readonly outcome: Failure;
  /** The error, or how the result differs. */
  readonly detail: string;
}

/**
 * What a finding does to a client, as it was measured with the reference provider. `breaks`: every fault that looks like
 * the finding breaks it. `may-break`: more than half of them do, or a fault does that looks alike in part. `not-used`: no response to
 * its tasks shows such a fault.
 */
export type Effect = 'breaks' | 'may-break' | 'works' | 'not-used' | 'not-measured';

/** What a finding does to one client. */
export interface ClientImpact {
  /** The name of the package: `openai`. */
  readonly client: string;
  readonly version: string;
  readonly effect: Effect;
  /** The tasks that it fails; empty unless it breaks or may break. */
  readonly tasks: readonly FailedTask[];
}

/** What a finding does to clients. A contract: fields are only added. */
export interface Impact {
  /** The ids of the faults of the reference provider that look like the finding; empty if there are none. */
  readonly faults: readonly string[];
  /** Every client of the dialect. */
  readonly clients: readonly ClientImpact[];
}

/** The measurements that the impact of findings comes from. */
export interface MeasuredClients {
  /** A digest of all measurements. */
  readonly sha256: string;
  readonly measured: readonly {
    readonly client: string;
    readonly version: string;
    readonly dialect: string;
    /** `YYYY-MM-DD` */
    readonly measured: string;
  }[];
}
