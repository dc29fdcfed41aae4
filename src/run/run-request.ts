import type { RunEvent } from '../core/model/event.js';
import type { Selection } from '../core/plan/select.js';
import type { Limits, Timeouts } from '../io/http/limits.js';
import type { RunOptions } from './options.js';

/** A run as its flags describe it: the endpoint, the specs and the selection of cases. */
export interface RunRequest {
  /** The endpoint with its version prefix, `http://127.0.0.1:8080/v1`. */
  readonly baseUrl: string;
  /** The API key; null for none. It is never recorded. */
  readonly key: string | null;
  /** Ids of the package's specs, or folders of specs: `./acme`. If their requests differ, those of the first are sent. */
  readonly specs: readonly string[];
  /** Folders of suites that are sent in addition to the package's own. */
  readonly ownSuites?: readonly string[] | undefined;
  /** The requested model. By default the one that the first spec recommends, else one that the endpoint lists. */
  readonly model?: string | undefined;
  /** The model of a plan that is not sent, if none is named: then no list of models is requested. */
  readonly standIn?: string | undefined;
  readonly selection?: Selection | undefined;
  /** The name of the target in the reports. */
  readonly name?: string | undefined;
  /** How many requests the plan of one spec may take; costly cases beyond it are omitted. Never below the default, 120. */
  readonly mostRequests?: number | undefined;
  /** The documented parameter that limits output tokens; by default the oldest one. */
  readonly limitParameter?: string | undefined;
  /** Sends only a few requests, chosen to test as many claims as possible. */
  readonly quick?: boolean | undefined;
  /** Headers for every request, such as a gateway's routing. Like the key they are not recorded. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Texts that are redacted in everything that the run yields, in addition to the key, the query of the URL and headers with
   * credentials. By default the values of all headers.
   */
  readonly secrets?: readonly string[] | undefined;
  /** Whether certificates are not verified, neither that of the endpoint nor that of the upstream. */
  readonly insecure?: boolean | undefined;
  /** Whether the proxies that the environment names are not used for the endpoint. */
  readonly direct?: boolean | undefined;
  /** At most 2147483000 ms each. */
  readonly timeouts?: Partial<Timeouts> | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly concurrency?: number | undefined;
  /** How many times each case is sent; once by default. */
  readonly repeat?: number | undefined;
  /** An upstream that gets the same requests. */
  readonly against?:
    | {
        readonly baseUrl: string;
        readonly key: string | null;
        readonly headers?: Readonly<Record<string, string>> | undefined;
        readonly secrets?: readonly string[] | undefined;
        readonly direct?: boolean | undefined;
        /** By default the target's. */
        readonly model?: string | undefined;
      }
    | undefined;
  /** The most requests in a minute. */
  readonly rpm?: number | undefined;
  readonly allowance?: RunOptions['allowance'] | undefined;
  /** Only this part of the plan, from 1. */
  readonly shard?: { readonly index: number; readonly of: number } | undefined;
  /** The events of an interrupted run of the same plan, which is resumed; empty for a new run. */
  readonly before?: readonly RunEvent[] | undefined;
  readonly signal?: AbortSignal | undefined;
}
