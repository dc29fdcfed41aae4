import type { AuthScheme } from './spec.js';
/** A piece of the body as one read of the socket delivered it. */
export interface Piece {
  /** Milliseconds since the request was sent. */
  readonly ms: number;
  readonly bytes: Uint8Array;
}

/**
 * How the exchange ended.
 * - `complete`: the message ended as HTTP says.
 * - `closed`: the peer closed the connection before the message was complete.
 * - `reset`: the connection was reset.
 * - `refused`: no connection could be made (also DNS and TLS failures).
 * - `protocol`: what came is not valid HTTP.
 * - `timeout-connect`, `timeout-first-byte`, `timeout-idle`, `timeout-total`: our limits.
 * - `hung-up`: we hung up on purpose.
 * - `too-large`: we, or who captured it, stopped reading at a limit of bytes.
 * - `unknown`: a capture does not say.
 */
export type Ending =
  | 'complete'
  | 'closed'
  | 'reset'
  | 'refused'
  | 'protocol'
  | 'timeout-connect'
  | 'timeout-first-byte'
  | 'timeout-idle'
  | 'timeout-total'
  | 'hung-up'
  | 'too-large'
  | 'unknown';

/** A request as it was recorded, before the transport added credentials. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
  /**
   * What the transport added: a kind of `Auth`, and the scheme’s id; null without a scheme, and in a capture.
   * `beside` if headers of the user contain credentials as well, whatever the kind says.
   */
  readonly auth: {
    readonly kind: string;
    readonly scheme: string | null;
    readonly beside?: true;
    /** How the scheme sends a key, if that is not `Authorization: Bearer`. */
    readonly form?: Pick<AuthScheme, 'header' | 'prefix' | 'headers'>;
  };
}

/** A response as it was received. */
export interface ReceivedResponse {
  readonly status: number;
  readonly statusText: string;
  /** In the order and spelling of the wire, repeats kept. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /**
   * The body's bytes after the transfer coding, and after the content coding if one was labelled. Bytes beyond
   * the declared length are at its end. Empty if the head was refused (`protocol`), as with two framings.
   */
  readonly body: readonly Piece[];
  /** The labelled content coding and the number of bytes before decoding; null if there was none. */
  readonly encoded: { readonly coding: string; readonly bytes: number } | null;
}

/**
 * How a request is written, in a form that HTTP and JSON leave to the client.
 * - `chunked-body`: the body in chunked transfer coding, without Content-Length.
 * - `accept-json`: `Accept: application/json`, as client libraries send it, for streams too.
 * - `accept-list`: several media types in Accept, as browsers' libraries send them; for a stream `text/event-stream`.
 * - `json-escapes`: characters beyond ASCII and those of HTML as `\u` escapes in the body.
 * - `json-white-space`: line breaks and indentation in and around the body.
 * - `header-case`: header names with capital initials.
 * - `charset`: `Content-Type: application/json; charset=utf-8`.
 * - `gzip-offered`: `Accept-Encoding: gzip` on a request that is refused.
 */
export const VARIATIONS = [
  'chunked-body',
  'accept-json',
  'accept-list',
  'json-escapes',
  'json-white-space',
  'header-case',
  'charset',
  'gzip-offered',
] as const;

/** One of `VARIATIONS`. */
export type Variation = (typeof VARIATIONS)[number];

/**
 * A request that was sent in addition to the planned requests of a case, because of the response to one of them.
 * - `plain`: a varied request in its plain form, because it failed.
 * - `varied`: the same varied request again, because the plain one did not fail.
 * - `subset`: some of the parameters of a failed request, to find those that fail together.
 * - `adapted`: changed to what the model of the run can do, because it did not show what the case is about.
 * - `again`: the same request, because it timed out, or because of the times at which its response arrived.
 */
export interface FollowUp {
  /** From 1, in the order in which those of one step were sent. */
  readonly number: number;
  readonly reason: 'plain' | 'varied' | 'subset' | 'adapted' | 'again';
}

/** A step of a case, from 0. */
export interface CaseStep {
  readonly case: string;
  readonly step: number;
}

/** Everything seen on the wire for one request: plain data that can be saved, loaded and judged again. */
export interface Exchange {
  /** Unique in a run, from 0. */
  readonly id: number;
  readonly case: string;
  /** Which step of the case, from 0. */
  readonly step: number;
  /** The steps of further cases that it was sent for too; absent if there are none. */
  readonly also?: readonly CaseStep[];
  /**
   * Set if the request combines those of several cases. If all of these cases conform, the exchange counts for each;
   * otherwise it is discarded and each case is sent separately. Absent from every other exchange.
   */
  readonly joined?: true;
  /** Absent from the planned requests of a case. */
  readonly followUp?: FollowUp;
  /** Absent from a request in its plain form. */
  readonly variation?: Variation;
  /** Which attempt at the step, from 0. Only the last is judged as the answer; earlier ones stay evidence. */
  readonly attempt: number;
  /** Which time it was that the case was sent, from 0; absent if each is sent once. */
  readonly repetition?: number;
  /** ISO 8601, when it was sent. */
  readonly startedAt: string;
  readonly request: SentRequest;
  readonly response: ReceivedResponse | null;
  readonly end: Ending;
  /**
   * The transport's own code for an ending that is not complete, else null: Node's (`ECONNRESET`), the HTTP parser's
   * (`HPE_INVALID_CHUNK_SIZE`, `MALFORMED_HEAD` where it gives none), zlib's for bytes that are not in the labelled
   * coding (`Z_DATA_ERROR`), `LIMIT_BYTES|EVENTS|PIECES|DECODED|INTERIM`, `ABORTED` by us, and in captures
   * `BODY_NOT_CAPTURED`, `BODY_CUT_IN_CAPTURE`, `NO_RESPONSE_CAPTURED` or what the browser said.
   */
  readonly endCode: string | null;
  /** Milliseconds from sending to the end. */
  readonly ms: number;
  /** False for captures whose pieces carry no arrival times. */
  readonly timed: boolean;
  /**
   * Milliseconds of the exchange in which this process could not read, because its event loop was busy or it got no
   * processor time. Absent if it was not measured.
   */
  readonly readDelay?: number;
  /**
   * Set if another exchange of this process, after another time without data, received bytes at the same moment: both had
   * waited for a second or more, so that the pause may be one of the network or of the machine.
   */
  readonly simultaneous?: true;
  /** False for captures that cannot show the raw bytes (a HAR's text was decoded and perhaps re-joined). */
  readonly raw: boolean;
}

/**
 * An exchange from the view of one case that it was sent for: with the id and step of this case, and the other cases in
 * `also`. Null if it was not sent for the case.
 */
export function exchangeOfCase(exchange: Exchange, id: string): Exchange | null {
  const { case: first, step, also } = exchange;
  if (first === id) return exchange;
  const turn = also?.find((each) => each.case === id);
  if (also === undefined || turn === undefined) return null;
  const others = also.filter((each) => each !== turn);
  return { ...exchange, ...turn, also: [{ case: first, step }, ...others] };
}
