import type { LockedPackages } from '../../test/third-party/servers/installed.js';

/** A server with a published report: how to start it and how to send requests to it. */
export interface TargetScript {
  /** The name of its folder under `reports/`. */
  readonly id: string;
  /** The packages that it needs; null for a reference provider. */
  readonly packages: LockedPackages | null;
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

/** The reference provider behind a gateway. */
export interface Upstream {
  readonly spec: string;
  /** Whether it gets the same requests (`--against`): not if the gateway translates from another API. */
  readonly compare: boolean;
  /** Its model, if that is not the model of the gateway. */
  readonly model?: string;
}

/** A server that runs as a separate process on loopback. */
export interface ServerEndpoint {
  /** The reference provider behind a gateway; null for a server without an upstream. */
  readonly upstream: Upstream | null;
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
