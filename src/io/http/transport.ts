import { defined } from '../../core/model/defined.js';
import { Readable } from 'node:stream';
import type { SecureContextOptions } from 'node:tls';
import type { Exchange, Piece } from '../../core/model/exchange.js';
import { fail, ok, type InputError, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import type { AuthScheme } from '../../core/model/spec.js';
import { DEFAULT_AGENT, findScheme, recordedAuth, recordedHeaders, sentBody } from '../../core/plan/sent-request.js';
import { headerName } from '../../core/plan/vary-request.js';
import { headerValues } from '../../core/wire/header-values.js';
import { joinUrl } from '../../core/wire/join-url.js';
import { parseBaseUrl } from './base-url.js';
import { isCredentialName, redactAddress } from '../../core/redact/credential-names.js';
import { makeRedactor } from '../../core/redact/redactor.js';
import { secretParts } from '../../core/redact/secret-parts.js';
import { whyNotSendable } from '../../core/wire/sendable-header.js';
import { credentialHeaders } from './request-headers.js';
import { shareBytes } from './body-shares.js';
import { decodeBody } from './decode-body.js';
import { makeConnectionPool } from './connection-pool.js';
import { checkTimeouts, DEFAULT_LIMITS, DEFAULT_TIMEOUTS, type Limits, type Timeouts } from './limits.js';
import { rememberTransport, type EndpointAccess } from './open-transports.js';
import { makePatience } from './patience.js';
import { findProxy } from './proxy.js';
import { receive, type Received } from './receive.js';
import type { Send } from './send-attempts.js';

/** The endpoint of a transport and its settings. */
export interface TransportOptions extends EndpointAccess {
  /** The documented schemes; Bearer when there are none. */
  readonly authSchemes?: readonly AuthScheme[];
  readonly timeouts?: Partial<Timeouts> | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly userAgent?: string;
  /** Options for TLS, such as `ca`. */
  readonly connect?: SecureContextOptions;
  /** Whether the certificate of an https endpoint is not verified. `NODE_TLS_REJECT_UNAUTHORIZED` has no effect. */
  readonly insecure?: boolean | undefined;
  /** Whether the proxies that the environment names are not used. */
  readonly direct?: boolean | undefined;
}

/** Sends requests to one endpoint over kept connections, one for each concurrent request. */
export interface Transport {
  readonly send: Send;
  close(): Promise<void>;
}

/**
 * A transport to the endpoint at `baseUrl`. The recorded request has neither the credentials nor the query of `baseUrl`. The
 * response is what was received: if the endpoint repeats a secret, it contains it. `run` redacts what it yields: it knows the
 * secrets of every transport that is not closed.
 */
export function makeTransport(options: TransportOptions): Result<Transport> {
  const parsed = parseBaseUrl(options.baseUrl);
  if (!parsed.ok) return parsed;
  const base = parsed.value;
  const { key } = options;
  if (key !== null && !/^[\x21-\x7e]+$/.test(key)) {
    const reason = key === '' ? 'it is empty' : 'it has spaces, line ends or characters that no header can carry';
    return fail([fileError('the key', reason, 'set the variable to the key alone')]);
  }
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const unusable = [...checkTimeouts(timeouts), ...checkHeaders(options)];
  if (unusable.length > 0) return fail(unusable);
  const proxy = options.direct === true ? ok(null) : findProxy(base, process.env);
  if (!proxy.ok) return proxy;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const own = Object.entries(options.headers ?? {});
  const ownCredentials = own.filter(([name]) => isCredentialName(name));
  const credentials = [key ?? '', ...ownCredentials.map(([, value]) => value)];
  if (makeRedactor(credentials.flatMap(secretParts)).secretsIn(options.baseUrl).length > 0) {
    const reason = 'it contains the key, and the URL is recorded';
    return fail([fileError('--base-url', reason, 'leave the key out of the URL')]);
  }
  const shownBase = new URL(redactAddress(base.href));
  /** By path: a run uses few paths. */
  const urls = new Map<string, URL>();
  const openShare = shareBytes(limits.allBytes);
  const patience = makePatience(timeouts);
  const pool = makeConnectionPool(base.origin, {
    connectMs: timeouts.connect,
    headerBytes: limits.headerBytes,
    connect: options.connect ?? {},
    verify: options.insecure !== true,
    proxy: proxy.value,
  });

  const send: Send = async (step, context) => {
    const url = urls.get(step.path) ?? new URL(joinUrl(base, step.path));
    urls.set(step.path, url);
    const { variation } = step;
    const body = sentBody(step);
    const headers = recordedHeaders(step, options.userAgent ?? DEFAULT_AGENT);
    const scheme = findScheme(options.authSchemes ?? [], step.auth.scheme);
    // A header of the user replaces one of the same name.
    const ofKey = credentialHeaders(step.auth, scheme, key);
    const added = replaceHeaders(
      ofKey.map(([name, value]) => [headerName(name, variation), value] as const),
      own,
    );
    const startedAt = new Date().toISOString();
    const connection = pool.take();
    const share = openShare();
    const seen = await receive(
      connection,
      {
        path: `${url.pathname}${url.search}`,
        method: step.method,
        // undici writes Transfer-Encoding itself, for a body whose length it does not know.
        headers: replaceHeaders(headers, added)
          .filter(([name]) => name.toLowerCase() !== 'transfer-encoding')
          .flat(),
        body: body !== null && variation === 'chunked-body' ? inParts(body) : body,
      },
      {
        timeouts: patience.timeoutsFor(step),
        limits,
        share,
        stream: step.stream,
        hangUpAfter: step.hangUpAfter,
        signal: context.signal,
      },
    );
    pool.give(connection, step, seen);
    patience.take(step, seen.end, seen.response?.status);
    const { response, end, endCode } = await finish(seen, Math.min(limits.bodyBytes, share.most())).catch(() => ({
      // A fault of ours costs this response and not the run.
      response: null,
      end: 'unknown' as const,
      endCode: 'INTERNAL_ERROR',
    }));
    share.has(sizeOf(response?.body ?? []));
    return {
      id: context.id,
      case: context.case,
      step: context.step,
      attempt: context.attempt,
      ...defined({ variation }),
      startedAt,
      request: {
        method: step.method,
        url: new URL(joinUrl(shownBase, step.path)).href,
        headers,
        body,
        auth: {
          ...recordedAuth(step.auth, scheme),
          ...defined({ beside: ownCredentials.length === 0 ? undefined : true }),
        },
      },
      response,
      end,
      endCode,
      ms: seen.ms,
      timed: true,
      readDelay: seen.readDelay,
      ...defined({ simultaneous: seen.simultaneous ? true : undefined }),
      raw: true,
    };
  };
  const forget = rememberTransport(options);
  return ok({
    send,
    close() {
      forget();
      return pool.close();
    },
  });
}

/** Errors for the headers that cannot be sent: those of the user and of the documented schemes. */
function checkHeaders({ headers = {}, authSchemes = [] }: TransportOptions): readonly InputError[] {
  const documented = authSchemes.flatMap((scheme) => [
    [scheme.header, scheme.prefix] as const,
    ...Object.entries(scheme.headers),
  ]);
  return [...Object.entries(headers), ...documented].flatMap(([name, value]) => {
    const reason = whyNotSendable(name, value);
    return reason === null ? [] : [fileError('headers', reason)];
  });
}

/** A body in two parts, which are two chunks on the wire. */
function inParts(body: string): Readable {
  const bytes = Buffer.from(body);
  const middle = Math.ceil(bytes.length / 2);
  return Readable.from([bytes.subarray(0, middle), bytes.subarray(middle)].filter(({ length }) => length > 0));
}

function sizeOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** The headers with added ones, which replace those of the same name. */
function replaceHeaders(
  headers: readonly (readonly [string, string])[],
  added: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const names = new Set(added.map(([name]) => name.toLowerCase()));
  return [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...added];
}

/** Decodes a content coding. */
async function finish(
  { response, end, endCode }: Received,
  most: number,
): Promise<Pick<Exchange, 'response' | 'end' | 'endCode'>> {
  if (response === null) return { response, end, endCode };
  const labels = headerValues(response.headers, 'content-encoding');
  const { body, encoded, fault } = await decodeBody(response.body, labels.join(','), most);
  const received = { ...response, body, encoded };
  if (fault === null) return { response: received, end, endCode };
  if (fault === 'too-large') return { response: received, end: 'too-large', endCode: 'LIMIT_DECODED' };
  // Bytes that are not in the declared coding cannot be read; an earlier failure remains the cause.
  return { response: received, end: end === 'complete' ? 'protocol' : end, endCode: endCode ?? fault };
}
