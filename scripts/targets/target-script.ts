/** A server with a published report: how to start it and how to send requests to it. */
export interface TargetScript {
  /** The name of its folder under `reports/`. */
  readonly id: string;
  /** The version of the server; also the name of the folder of the report. */
  readonly version: string;
  /** For people. */
  readonly name: string;
  readonly url: string | null;
  /** The spec that holds its documents; null if there is none. */
  readonly ownSpec: string | null;
  /** The specs to judge by; the first one determines the requests. */
  readonly specs: readonly string[];
  readonly model: string | null;
  readonly endpoint: ReferenceEndpoint | ServerEndpoint;
}

/** The reference provider of a spec, which `conformance run --reference` starts itself. */
export interface ReferenceEndpoint {
  readonly reference: string;
}

/** A server that runs as a separate process on loopback. */
export interface ServerEndpoint {
  /** The spec of the reference provider behind a gateway; null for a server without an upstream. */
  readonly upstream: string | null;
  /**
   * The command that starts it in the foreground.
   * @param upstream the base URL of the upstream; null if it needs none
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
  /** The key that it accepts. */
  readonly key: string;
}
