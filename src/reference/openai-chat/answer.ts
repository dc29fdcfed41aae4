import type { Json, JsonObject } from '../../core/model/json.js';
import { memoize } from '../../core/model/memoize.js';
import type { Spec } from '../../core/model/spec.js';
import { readChatRequest } from './chat-request.js';
import { complete, openingOf } from './complete.js';
import { hash } from '../model.js';
import type { Reference } from '../provider.js';
import type { FaultContext, Hooks, Refusal } from './hooks.js';
import { fitsType, project, isObject, requiresAt } from '../sample.js';
import { refuse } from './refuse.js';
import { renderBody, type Envelope, renderChunks, renderError } from './render.js';
import { jsonReply, streamReply, type Reply, type Request } from '../reply.js';

/**
 * One answer of the reference provider: request → refusal | validated request → completion → body | chunks → frames → reply.
 * The only place where faults are applied.
 */
export function answer(request: Request, reference: Reference<Hooks>): Reply {
  const { spec, faults } = reference;
  const context: FaultContext = { spec, request, requested: null };
  const reply = answerFaultless(request, reference, context);
  return faults.reduce((current, { hooks }) => hooks.reply?.(current, context) ?? current, reply);
}

function answerFaultless(request: Request, reference: Reference<Hooks>, context: FaultContext): Reply {
  const { spec, faults } = reference;
  const headers = documentedHeaders(spec);
  const requestId = `req_${hash(`${reference.serial}`)}`;
  const found = refuse(request, spec, reference.key, reference.validate);
  const refusal = faults.reduce<Refusal | null>(
    (current, { hooks }) => (hooks.refusal === undefined ? current : hooks.refusal(current, context)),
    found,
  );
  if (refusal !== null) {
    const faithful: unknown = renderError(refusal, spec, requestId);
    const error = faults.reduce(
      (current, { hooks }) =>
        isObject(current) ? (hooks.error?.(current, { ...context, refusal }) ?? current) : current,
      faithful,
    );
    return jsonReply(refusal.status, error, [
      ...headers,
      ...(refusal.status === 429 ? [['retry-after', '1'] as const] : []),
    ]);
  }
  if (request.method === 'GET') return jsonReply(200, renderModels(spec), headers);
  return answerChat(request, reference, context, headers);
}

function answerChat(
  request: Request,
  reference: Reference<Hooks>,
  context: FaultContext,
  headers: Reply['headers'],
): Reply {
  const { spec, faults } = reference;
  const parsed = JSON.parse(request.text) as Json;
  const body = faults.reduce(
    (current, { hooks }) => hooks.body?.(current, context) ?? current,
    isObject(parsed) ? parsed : {},
  );
  const thinks = spec.features['reasoning-off'] !== undefined;
  const requested = faults.reduce(
    (current, { hooks }) => hooks.requested?.(current, context) ?? current,
    readChatRequest(promised(body, spec), thinks),
  );
  const known = { ...context, requested };
  const completion = faults.reduce(
    (current, { hooks }) => hooks.completion?.(current, known) ?? current,
    complete(requested, reference.serial),
  );
  const envelope: Envelope = {
    id: `${idPrefix(spec)}${hash(`${reference.serial} ${request.text}`)}${hash(request.text)}`,
    created: reference.now(),
    model: requested.model ?? spec.models.recommended ?? 'reference-model',
  };
  if (!requested.stream) {
    const faithful: unknown = project(
      renderBody(completion, requested, envelope),
      spec.schemas.response,
      spec.schemas.response ?? {},
    );
    const response = faults.reduce(
      (current, { hooks }) => (isObject(current) ? (hooks.response?.(current, known) ?? current) : current),
      faithful,
    );
    return jsonReply(200, response, headers);
  }
  const chunkSchema = documentsChunks(spec) ? spec.schemas.chunk : undefined;
  const faithful = renderChunks(completion, requested, envelope, streamFormOf(spec))
    .map((chunk) => project(chunk, chunkSchema, chunkSchema ?? {}))
    .filter(isObject);
  const chunks = faults.reduce<readonly unknown[]>(
    (current, { hooks }) => hooks.chunks?.(current.filter(isObject), known) ?? current,
    faithful,
  );
  const terminator = spec.terminator ?? '[DONE]';
  const frames = faults.reduce<readonly string[]>(
    (current, { hooks }) => hooks.frames?.(current, known) ?? current,
    [...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), `data: ${terminator}\n\n`],
  );
  return streamReply(frames, headers);
}

/** What a provider never promised it does not know, and what it does not know it leaves alone. */
const UNLESS_PROMISED: ReadonlyMap<string, string> = new Map<string, string>([
  ['tools', 'tools'],
  ['tool_choice', 'tools'],
  ['stream_options', 'stream-usage'],
]);

function promised(body: JsonObject, spec: Spec): JsonObject {
  const known = Object.entries(body).filter(([name]) => {
    const feature = UNLESS_PROMISED.get(name);
    return feature === undefined || spec.features[feature] !== undefined;
  });
  return Object.fromEntries(known);
}

/** A chunk schema that documents no choices is too thin to cut chunks by. */
function documentsChunks(spec: Spec): boolean {
  const properties = spec.schemas.chunk?.['properties'];
  return isObject(properties) && properties['choices'] !== undefined;
}

function renderModels(spec: Spec): Json {
  const ids = spec.models.documented.length > 0 ? spec.models.documented : ['reference-model'];
  const list = ids.map((id) => ({ id, object: 'model', created: 1_700_000_000, owned_by: spec.id }));
  const schema = spec.schemas.models ?? {};
  if (fitsType(list, schema, schema)) return project(list, schema, schema);
  return project({ object: 'list', data: list }, schema, schema);
}

/** The prefix of the ids in the spec's own examples, `cmpl-` for GreenPT. */
const idPrefix = memoize(({ examples }: Spec): string => {
  const shown = examples.find(({ schema }) => schema === 'chunk' || schema === 'response')?.value['id'];
  return (typeof shown === 'string' ? /^[a-z]+-/u.exec(shown)?.[0] : undefined) ?? 'chatcmpl-';
});

/** The headers that the documents promise on every answer. */
const documentedHeaders = memoize(({ claims }: Spec): Reply['headers'] =>
  claims
    .flatMap(({ heldBy }) => heldBy)
    .flatMap((holder) =>
      holder.by === 'check' &&
      holder.check === 'required-header' &&
      typeof holder.with['name'] === 'string' &&
      holder.with['on'] === 'all'
        ? [[holder.with['name'].toLowerCase(), '60'] as const]
        : [],
    ),
);

/** How the documents show a stream. */
const streamFormOf = memoize((spec: Spec) => ({
  opening: openingOf(spec),
  wholeCalls: sendsWholeCalls(spec),
  usageWithFinish: sendsUsageWithFinish(spec),
}));

/** Whether the documents have the usage of every stream in the chunk with the finish_reason. */
function sendsUsageWithFinish({ claims }: Spec): boolean {
  return claims
    .flatMap(({ heldBy }) => heldBy)
    .some((holder) => holder.by === 'check' && holder.check === 'usage-chunk' && holder.with['rule'] === 'with-finish');
}

/** Whether the documents require the name in every piece of a call: then a call comes in one piece. */
function sendsWholeCalls({ schemas: { chunk } }: Spec): boolean {
  const call = ['choices', '[]', 'delta', 'tool_calls', '[]'];
  return chunk !== undefined && requiresAt(chunk, [...call, 'function'], 'name');
}
