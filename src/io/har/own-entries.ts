// HAR 1.2 reserves names that begin with an underscore for tools.
/* oxlint-disable no-underscore-dangle */
import { defined } from '../../core/model/defined.js';
import type { Entry, Header } from 'har-format';
import type { Ending, Exchange, Piece } from '../../core/model/exchange.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { HarExtras, Timing } from './write-har.js';
import { untilGap } from '../record/event-codec.js';

/** The exchange of an entry that this tool wrote and `har.schema.json` accepts, or why there is none. */
export function readOwnEntry(given: Entry): Result<Exchange, string> {
  // The schema of the entries has accepted it.
  const entry = given as Entry & HarExtras;
  if (!isEnding(entry._end)) return fail('"_end" names no way to end');
  const bytes = contentBytes(entry);
  const { kept, ending } = untilGap(entry._timing);
  const body = cutPieces(bytes, entry._timing)?.slice(0, kept.length) ?? null;
  if (body === null) return fail(`"_timing" does not add up to the ${bytes.length} bytes of the body`);
  const { request, response } = entry;
  return ok({
    id: entry._id,
    case: entry._case,
    step: entry._step,
    attempt: entry._attempt,
    ...defined({
      also: entry._also?.map((turn) => ({ case: turn.case, step: turn.step })),
      joined: entry._joined,
      followUp:
        entry._followUp === undefined ? undefined : { number: entry._followUp.number, reason: entry._followUp.reason },
      variation: entry._variation,
      repetition: entry._repetition,
    }),
    startedAt: entry.startedDateTime,
    request: {
      method: request.method,
      url: request.url,
      headers: readHeaders(request.headers),
      body: request.postData?.text ?? null,
      auth: {
        kind: entry._auth.kind,
        scheme: entry._auth.scheme,
        ...defined({ beside: entry._auth.beside }),
      },
    },
    response:
      response.status === 0
        ? null
        : {
            status: response.status,
            statusText: response.statusText ?? '',
            headers: readHeaders(response.headers),
            body,
            encoded: entry._encoded,
          },
    end: entry._end,
    endCode: entry._endCode,
    ms: entry.time,
    timed: entry._timed,
    ...defined({ readDelay: entry._readDelay, simultaneous: entry._simultaneous }),
    raw: entry._raw,
    ...ending,
  });
}

/** The bytes of a body, from text or base64. */
function contentBytes({ response }: Entry): Uint8Array {
  const { encoding, text = '' } = response.content ?? {};
  return new Uint8Array(Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8'));
}

/** The bytes in their pieces; null when the lengths do not add up. */
export function cutPieces(bytes: Uint8Array, timing: readonly Timing[]): readonly Piece[] | null {
  if (timing.reduce((sum, [, length]) => sum + length, 0) !== bytes.length) return null;
  let at = 0;
  return timing.map(([ms, length]) => ({ ms, bytes: bytes.subarray(at, (at += length)) }));
}

export function readHeaders(headers: readonly Header[]): readonly (readonly [string, string])[] {
  return headers.map(({ name, value }) => [name, value] as const);
}

const ENDINGS: Readonly<Record<Ending, true>> = {
  complete: true,
  closed: true,
  reset: true,
  refused: true,
  protocol: true,
  'timeout-connect': true,
  'timeout-first-byte': true,
  'timeout-idle': true,
  'timeout-total': true,
  'hung-up': true,
  'too-large': true,
  unknown: true,
};

export function isEnding(text: string): text is Ending {
  return Object.hasOwn(ENDINGS, text);
}
