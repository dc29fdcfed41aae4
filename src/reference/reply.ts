/** A request as a reference provider received it. */
export interface Request {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** One write to the socket. */
export interface Write {
  /** Milliseconds to wait before it. */
  readonly afterMs: number;
  readonly data: string | Uint8Array;
}

/** A reply as data: what is written, and how the connection ends. */
export interface Reply {
  readonly status: number;
  /** In order; a name may occur more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly writes: readonly Write[];
  /** `end` ends the message, `destroy` breaks the connection, `hang` leaves it open. */
  readonly end: 'end' | 'destroy' | 'hang';
  /** True when the writes are the whole message, status line and headers included. */
  readonly raw?: boolean;
}

/** A JSON document as a reply. */
export function jsonReply(status: number, value: unknown, headers: Reply['headers'] = []): Reply {
  const data = JSON.stringify(value);
  return {
    status,
    headers: [
      ...headers,
      ['content-type', 'application/json'],
      ['content-length', `${new TextEncoder().encode(data).length}`],
    ],
    writes: [{ afterMs: 0, data }],
    end: 'end',
  };
}

/** A stream of server-sent events as a reply; each frame is one event, blank line included. */
export function streamReply(frames: readonly string[], headers: Reply['headers'] = []): Reply {
  return {
    status: 200,
    headers: [...headers, ['content-type', 'text/event-stream; charset=utf-8'], ['cache-control', 'no-cache']],
    writes: frames.map((data) => ({ afterMs: 1, data })),
    end: 'end',
  };
}

/** A reply with this header, replacing any of the same name. A null value removes the header. */
export function withHeader(reply: Reply, name: string, value: string | null): Reply {
  const others = reply.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...reply, headers: value === null ? others : [...others, [name, value]] };
}

/** A reply with this text as its body, without a Content-Length. */
export function withText(reply: Reply, type: string, data: string): Reply {
  const labelled = withHeader(withHeader(reply, 'content-type', type), 'content-length', null);
  return { ...labelled, writes: data === '' ? [] : [{ afterMs: 0, data }] };
}
