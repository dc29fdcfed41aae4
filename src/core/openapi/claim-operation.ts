import { valueAt } from '../wire/pointer.js';
import { entriesAt, memberAt, type Located, type OpenApiDocument } from './document.js';
import { type DraftClaim, makeClaim } from './draft-claims.js';
import { quotePath, quoteValue, type Excerpt } from './excerpt.js';
import type { FoundOperation } from './find-operation.js';
import type { FoundSchemas, FoundStatus } from './find-schemas.js';

/** Claims about the operation itself, its parameters, its key and its statuses. */
export function claimOperation(
  document: OpenApiDocument,
  operation: FoundOperation,
  found: FoundSchemas,
  id: string,
): readonly DraftClaim[] {
  const success = found.statuses.find(({ status }) => status.startsWith('2'));
  return [
    makeClaim(
      `${id}.http.path`,
      `The operation is ${operation.method} ${operation.path}.`,
      quotePath(document, [
        operation.at.pointer.split('/').slice(0, -1).join('/'),
        ...['', '/operationId', '/summary', '/description'].flatMap((step) =>
          valueAt(document.value, operation.at.pointer + step) === undefined ? [] : [operation.at.pointer + step],
        ),
      ]),
      { heldBy: [{ feature: 'endpoint' }] },
    ),
    ...(success === undefined ? [] : claimSuccess(document, success, found, id)),
    ...found.statuses.flatMap((status) => claimFailure(document, status, id)),
    ...(found.terminator === null
      ? []
      : [
          makeClaim(
            `${id}.stream.end`,
            `A stream ends with the data ${found.terminator.data}.`,
            quoteValue(document, found.terminator.at),
            { heldBy: [{ check: 'sse-terminator' }] },
          ),
        ]),
  ];
}

function claimSuccess(
  document: OpenApiDocument,
  success: FoundStatus,
  { response, stream }: FoundSchemas,
  id: string,
): readonly DraftClaim[] {
  const types = entriesAt(memberAt(success.at, 'content') ?? { value: {}, pointer: '' });
  const json = types.find(([name]) => /^application\/(?:.+\+)?json/u.test(name));
  const sse = types.find(([name]) => name.startsWith('text/event-stream'));
  const quote = (at: Located): Excerpt =>
    quotePath(document, [
      success.at.pointer,
      `${success.at.pointer}/description`,
      `${success.at.pointer}/content`,
      at.pointer,
    ]);
  return [
    ...(json === undefined || response === null
      ? []
      : [
          makeClaim(`${id}.http.json`, 'A request without a stream is answered by one JSON document.', quote(json[1]), {
            heldBy: [
              { check: 'answer-form', with: { form: 'json' } },
              { check: 'media-type', with: { form: 'json', type: 'application/json' } },
              { check: 'json-document', with: { form: 'json' } },
            ],
          }),
        ]),
    ...(sse === undefined || stream === null
      ? []
      : [
          makeClaim(`${id}.http.event-stream`, 'A stream is answered as server-sent events.', quote(sse[1]), {
            heldBy: [
              { check: 'answer-form', with: { form: 'stream' } },
              { check: 'media-type', with: { form: 'stream', type: 'text/event-stream' } },
            ],
          }),
        ]),
  ];
}

/** What a listed status says about the deliberate mistakes of the suites. */
const MISTAKES: ReadonlyMap<string, readonly string[]> = new Map([['401', ['no-key', 'wrong-key']]]);

function claimFailure(document: OpenApiDocument, { status, at }: FoundStatus, id: string): readonly DraftClaim[] {
  if (!/^(?:[45]\d\d)$/u.test(status)) return [];
  const mistakes = MISTAKES.get(status) ?? [];
  const quote = quotePath(
    document,
    [at.pointer, `${at.pointer}/description`].filter((each) => valueAt(document.value, each) !== undefined),
  );
  const claim = `${id}.error.${status}`;
  if (mistakes.length === 0)
    return [
      makeClaim(claim, `The operation may answer with status ${status}.`, quote, {
        uncheckable: 'The document lists the status and does not say which request gets it.',
      }),
    ];
  return [
    makeClaim(claim, `A request with a wrong key is refused with status ${status}.`, quote, {
      level: 'should',
      levelReason:
        'The document lists the status of the operation; that every wrong key gets it follows from its meaning in HTTP.',
      heldBy: mistakes.map((mistake) => ({ mistake, status: [Number(status)] })),
    }),
  ];
}
