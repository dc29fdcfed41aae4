import type { Dispatcher } from 'undici';
import type { Ending, Piece } from '../../core/model/exchange.js';
import { joinBytes } from '../../core/wire/pieces.js';
import type { BodyShare } from './body-shares.js';
import { countEvents, type Limits, type Timeouts } from './limits.js';
import { readEnding } from './transport-error.js';
import type { Connection } from './connection.js';
import { makeTimers } from './exchange-timers.js';
import { makeRawRecord } from './raw-response.js';
import { observeReadDelay } from './read-delay.js';
import { trackWakeUps } from './wake-ups.js';

/** A response as it arrived, before decoding and masking. */
export interface Received {
  readonly response: {
    readonly status: number;
    readonly statusText: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: readonly Piece[];
  } | null;
  readonly end: Ending;
  readonly endCode: string | null;
  /** Milliseconds since the request was sent. */
  readonly ms: number;
  /** As in an exchange. */
  readonly readDelay: number;
  readonly simultaneous: boolean;
}

export interface ReceiveOptions {
  readonly timeouts: Timeouts;
  readonly limits: Limits;
  /** How many bytes of the body are kept. */
  readonly share: BodyShare;
  /** Whether the body is a stream whose events are counted. */
  readonly stream: boolean;
  readonly hangUpAfter: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** The most interim responses (1xx) that are accepted. */
const MOST_INTERIM = 20;

/** Sends a request on a connection and records the response, within the limits. */
export function receive(
  connection: Connection,
  request: Dispatcher.DispatchOptions,
  options: ReceiveOptions,
): Promise<Received> {
  const { timeouts, limits, share, signal } = options;
  return new Promise((resolve, reject) => {
    let began = performance.now();
    let controller: Dispatcher.DispatchController | null = null;
    let head: Omit<NonNullable<Received['response']>, 'body'> | null = null;
    let done = false;
    let interim = 0;
    const raw = makeRawRecord(limits.headerBytes);
    const count = countEvents();
    const delay = observeReadDelay();
    const wakeUps = trackWakeUps();
    const kept: { readonly ms: number; readonly parts: Uint8Array[] }[] = [];
    let size = 0;
    const since = (at: number): number => Math.max(0, Math.round((at - began) * 100) / 100);

    const settle = (end: Ending, endCode: string | null): void => {
      if (done) return;
      done = true;
      timers.stop();
      signal?.removeEventListener('abort', abandon);
      const body = firstBytes(
        kept.map(({ ms, parts }) => ({ ms, bytes: joinBytes(parts) })),
        share.most(),
      );
      const received = {
        response: head === null ? null : { ...head, body },
        end,
        endCode,
        ms: since(performance.now()),
        readDelay: delay.ms(),
      };
      delay.stop();
      const finish = (): void => resolve({ ...received, simultaneous: wakeUps.areShared() });
      const wait = wakeUps.remaining();
      if (wait > 0) setTimeout(finish, wait);
      else finish();
    };
    /** Ends the exchange from our side. */
    const cut = (end: Ending, endCode: string | null): void => {
      settle(end, endCode);
      if (controller === null) connection.reset();
      else controller.abort(new Error(end));
    };
    const abandon = (): void => cut('hung-up', 'ABORTED');
    const timers = makeTimers((kind) => cut(`timeout-${kind}`, null));
    const append = (view: Uint8Array): void => {
      if (view.length === 0) return;
      // The parser gives views of its reads: one byte of a chunk with a long extension would keep 64 KiB in memory.
      const bytes = new Uint8Array(view);
      size += bytes.length;
      share.has(size);
      const ms = since(raw.lastAt());
      const last = kept.at(-1);
      if (last?.ms === ms) last.parts.push(bytes);
      else kept.push({ ms, parts: [bytes] });
    };

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(given) {
        controller = given;
        if (done) return given.abort(new Error('given up'));
        began = performance.now();
        timers.expect('first-byte', timeouts.firstByte);
        timers.limit(timeouts.total);
      },
      onResponseStart({ rawHeaders }, status, _headers, statusText = '') {
        if (done) return;
        if (status >= 200) head = { status, statusText, headers: pairs(rawHeaders) };
        else if (++interim > MOST_INTERIM) cut('too-large', 'LIMIT_INTERIM');
      },
      onResponseData(_controller, bytes) {
        if (done) return;
        append(bytes.subarray(0, limits.bodyBytes - size));
        if (size >= limits.bodyBytes || size >= share.most()) return cut('too-large', 'LIMIT_BYTES');
        if (kept.length > limits.pieces) return cut('too-large', 'LIMIT_PIECES');
        if (!options.stream) return;
        const events = count(bytes);
        if (options.hangUpAfter !== undefined && events >= options.hangUpAfter) cut('hung-up', null);
        else if (events > limits.events) cut('too-large', 'LIMIT_EVENTS');
      },
      onResponseEnd() {
        if (done) return;
        const left = raw.leftOver(head?.headers ?? []);
        if (left !== null) append(left.subarray(0, limits.bodyBytes - size));
        settle('complete', null);
      },
      onResponseError(_controller, error) {
        if (done) return;
        if ('code' in error && error.code === 'UND_ERR_INVALID_ARG') {
          delay.stop();
          return reject(error);
        }
        const refused = head === null ? raw.head() : null;
        const stage = controller === null ? 'connecting' : head === null ? 'head' : 'body';
        const ended = readEnding(error, stage, refused);
        if (refused !== null && ended.end === 'protocol') {
          head = { status: refused.status, statusText: refused.statusText, headers: refused.headers };
        }
        settle(ended.end, ended.code);
      },
    };

    if (signal?.aborted === true) return abandon();
    signal?.addEventListener('abort', abandon, { once: true });
    timers.expect('connect', timeouts.connect);
    connection.dispatch(request, handler, (bytes) => {
      if (done) return bytes;
      if (raw.reads() === 0) timers.expect('idle', timeouts.idle);
      timers.restart();
      const before = raw.reads() === 0 ? began : raw.lastAt();
      const seen = raw.add(bytes);
      wakeUps.add(raw.lastAt(), raw.lastAt() - before);
      if (raw.dropped() > MOST_INTERIM) cut('too-large', 'LIMIT_INTERIM');
      return seen;
    });
  });
}

/** The pieces up to the limit: the read that exceeds the limit may contain more. */
function firstBytes(pieces: readonly Piece[], most: number): readonly Piece[] {
  let left = most;
  return pieces.flatMap((piece) => {
    const bytes = piece.bytes.subarray(0, left);
    left -= bytes.length;
    return bytes.length === 0 ? [] : [bytes.length === piece.bytes.length ? piece : { ms: piece.ms, bytes }];
  });
}

/** Header pairs as they are on the wire. */
function pairs(raw: Dispatcher.DispatchController['rawHeaders']): readonly (readonly [string, string])[] {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return Array.from({ length: texts.length / 2 }, (_, n) => [texts[2 * n] ?? '', texts[2 * n + 1] ?? '']);
}
