/** A server that this repository publishes a report of: how it is started, and how it is asked. */
export interface TargetScript {
  /** The name of its folder under `reports/`. */
  readonly id: string;
  /** Its own version; also the name of the folder of the report. */
  readonly version: string;
  /** How a person calls it. */
  readonly name: string;
  readonly url: string | null;
  /** The spec that holds its own documents; null where none does. */
  readonly ownSpec: string | null;
  /** By which specs it is judged, the one that shapes the requests first. */
  readonly specs: readonly string[];
  readonly model: string | null;
  readonly endpoint: ReferenceEndpoint | ServerEndpoint;
}

/** The reference provider of a spec, which `conformance run --reference` starts itself. */
export interface ReferenceEndpoint {
  readonly reference: string;
}

/** A server of its own, started as a process on loopback. */
export interface ServerEndpoint {
  /** The spec of the reference provider that stands behind a gateway; null for a server that needs none. */
  readonly upstream: string | null;
  /**
   * The command that starts it in the foreground.
   * @param upstream the base URL behind it, where it asked for one
   */
  readonly start: (
    port: number,
    upstream: string | null,
  ) => {
    readonly command: string;
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  };
  /** The base URL with its version prefix. */
  readonly baseUrl: (port: number) => string;
  /** Headers for every request, such as a gateway's routing; `name:value`. */
  readonly headers: (upstream: string | null) => readonly string[];
  /** The key that it takes. */
  readonly key: string;
}
