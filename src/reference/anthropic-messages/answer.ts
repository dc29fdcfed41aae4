import type { Json, JsonObject } from '../../core/model/json.js';
import { hash } from '../model.js';
import type { Reference } from '../provider.js';
import { jsonReply, streamReply, type Reply, type Request } from '../reply.js';
import { fill } from '../fill.js';
import { isObject } from '../sample.js';
import { complete, countInput } from './complete.js';
import type { FaultContext, Hooks, Refusal } from './hooks.js';
import { readMessageRequest } from './message-request.js';
import { isCount, modelOfPath, refuse } from './refuse.js';
import { frameOf, renderError, renderEvents, renderMessage, renderModel, renderModels } from './render.js';

/**
 * One answer of the reference provider: request → refusal | validated request → completion → message | events → frames →
 * reply. The only place where faults are applied.
 */
export function answer(request: Request, reference: Reference<Hooks>): Reply {
  const context: FaultContext = { spec: reference.spec, request, requested: null };
  const requestId = `req_${hash(`${reference.serial}`)}`;
  const plain = answerFaultless(request, reference, context, requestId);
  const reply: Reply = { ...plain, headers: [...headersOf(reference, requestId), ...plain.headers] };
  return reference.faults.reduce((current, { hooks }) => hooks.reply?.(current, context) ?? current, reply);
}

function answerFaultless(
  request: Request,
  reference: Reference<Hooks>,
  context: FaultContext,
  requestId: string,
): Reply {
  const { spec, faults } = reference;
  const found = refuse(request, spec, reference.key, reference.validate);
  const refusal = faults.reduce<Refusal | null>(
    (current, { hooks }) => (hooks.refusal === undefined ? current : hooks.refusal(current, context)),
    found,
  );
  if (refusal !== null) {
    const error = change(fill(renderError(refusal, requestId), spec.schemas.error), reference, (hooks) =>
      hooks.error === undefined ? undefined : (body: JsonObject) => hooks.error?.(body, { ...context, refusal }),
    );
    const wait = refusal.status === 429 ? [['retry-after', '1'] as const] : [];
    return jsonReply(refusal.status, error, wait);
  }
  if (request.path === spec.modelsPath) {
    return jsonReply(
      200,
      change(
        fill(renderModels(spec), spec.schemas.models),
        reference,
        ({ models }) => models && ((body) => models(body, context)),
      ),
    );
  }
  const model = modelOfPath(request, spec);
  return model === null ? answerBody(request, reference, context) : jsonReply(200, renderModel(model, spec));
}

function answerBody(request: Request, reference: Reference<Hooks>, context: FaultContext): Reply {
  const { spec, faults } = reference;
  const body = faults.reduce(
    (current, { hooks }) => hooks.body?.(current, context) ?? current,
    parseObject(request.text),
  );
  const requested = faults.reduce(
    (current, { hooks }) => hooks.requested?.(current, context) ?? current,
    readMessageRequest(body),
  );
  const known = { ...context, requested };
  if (isCount(request, spec)) {
    const count = { input_tokens: countInput(requested) };
    return jsonReply(
      200,
      change(count, reference, (hooks) => hooks.count && ((each) => hooks.count?.(each, known))),
    );
  }
  const completion = faults.reduce(
    (current, { hooks }) => hooks.completion?.(current, known) ?? current,
    complete(requested),
  );
  const envelope = { id: `msg_${hash(`${reference.serial} ${request.text}`)}`, model: requested.model };
  if (!requested.stream) {
    const message = fill(renderMessage(completion, envelope), spec.schemas.response);
    return jsonReply(
      200,
      change(message, reference, ({ response }) => response && ((each) => response(each, known))),
    );
  }
  const events = faults.reduce<readonly JsonObject[]>(
    (current, { hooks }) => hooks.events?.(current, known) ?? current,
    renderEvents(completion, envelope).map((event) => fill(event, spec.schemas.chunk)),
  );
  const frames = faults.reduce<readonly string[]>(
    (current, { hooks }) => hooks.frames?.(current, known) ?? current,
    events.map(frameOf),
  );
  return streamReply(frames);
}

/** A body as the hooks of all faults leave it. */
function change(
  faithful: JsonObject,
  { faults }: Reference<Hooks>,
  hookOf: (hooks: Hooks) => ((body: JsonObject) => unknown) | undefined,
): unknown {
  return faults.reduce<unknown>((current, { hooks }) => {
    const hook = hookOf(hooks);
    return hook !== undefined && isObject(current) ? hook(current) : current;
  }, faithful);
}

function headersOf({ now }: Reference<Hooks>, requestId: string): Reply['headers'] {
  const reset = `${new Date((now() + 60) * 1000).toISOString().slice(0, 19)}Z`;
  return [
    ['request-id', requestId],
    ['anthropic-ratelimit-requests-limit', '4000'],
    ['anthropic-ratelimit-requests-remaining', '3999'],
    ['anthropic-ratelimit-requests-reset', reset],
  ];
}

function parseObject(text: string): JsonObject {
  const parsed = JSON.parse(text) as Json;
  return isObject(parsed) ? parsed : {};
}
