import type { Exchange } from '../model/exchange.js';
import type { JsonObject } from '../model/json.js';
import type { WireResponse } from '../model/response.js';
import type { Operation } from './dialect.js';
import type { Reply } from './reply.js';
import type { Requested } from './requested.js';

/** An exchange, read once: what was requested, what came, and what it says. */
export interface Answer extends WireResponse {
  readonly exchange: Exchange;
  /** Null for another one than the dialect knows. */
  readonly operation: Operation | null;
  /** The request's body as JSON; null when it is no JSON object. */
  readonly request: JsonObject | null;
  readonly requested: Requested;
  readonly reply: Reply;
  /** 2xx, with an output and without an error. */
  readonly succeeded: boolean;
}
