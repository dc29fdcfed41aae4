import { isRouted, isSameModel } from '../checks/content/same-model.js';
import { dialectOfRequest, operationPaths } from '../dialect/index.js';
import type { Exchange } from '../model/exchange.js';
import { readOnce, readRequest } from '../dialect/read-answer.js';

/** What a capture shows of the endpoints in it, beyond a single exchange. */
export interface CaptureContext {
  /** Base URLs that received requests to generate, with the ids of their dialects. */
  readonly bases: ReadonlyMap<string, ReadonlySet<string>>;
  /** By base URL, the models that its list of models names. */
  readonly listed: ReadonlyMap<string, readonly string[]>;
  /** By base URL, the models of requests that were accepted. */
  readonly accepted: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the context that the exchanges of a file give each other. */
export function contextOf(exchanges: readonly Exchange[]): CaptureContext {
  const bases = new Map<string, Set<string>>();
  const listed = new Map<string, readonly string[]>();
  const accepted = new Map<string, Set<string>>();
  for (const exchange of exchanges) {
    const dialect = dialectOfRequest(exchange.request);
    const operation = dialect.operationOf(exchange.request);
    if (operation === 'generate')
      bases.set(baseOf(exchange), (bases.get(baseOf(exchange)) ?? new Set()).add(dialect.id));
    if (operation === 'generate' && isAccepted(exchange)) {
      const { model } = dialect.request.read(readRequest(exchange.request.body));
      if (model !== null) accepted.set(baseOf(exchange), (accepted.get(baseOf(exchange)) ?? new Set()).add(model));
    }
    if (operation === 'models' && exchange.response?.status === 200) listed.set(baseOf(exchange), modelsIn(exchange));
  }
  return { bases, listed, accepted };
}

/** The address of an operation without the operation: `http://127.0.0.1:8080/v1`. */
export function baseOf({ request }: Pick<Exchange, 'request'>): string {
  const address = (request.url.split(/[?#]/u, 1)[0] ?? '').replace(/\/$/u, '');
  const operation = operationPaths.find((path) => address.endsWith(path));
  return operation === undefined ? (request.url.split(/[?#]/u, 1)[0] ?? '') : address.slice(0, -operation.length);
}

/** Whether a request named a model that the endpoint does not have: its list of models lacks it, and another model answered. */
export function isOfUnknownModel(exchange: Exchange, model: string, { listed }: CaptureContext): boolean {
  const models = listed.get(baseOf(exchange)) ?? [];
  if (models.length === 0 || isRouted(model) || models.some((each) => isSameModel(model, each))) return false;
  const answered = readOnce(exchange).reply.model?.value;
  return answered !== undefined && !isSameModel(model, answered) && models.includes(answered);
}

/** Whether no request for a model was accepted and no list names it, while the same endpoint accepted another model. */
export function isOfUnseenModel(exchange: Exchange, model: string, { listed, accepted }: CaptureContext): boolean {
  const answering = [...(accepted.get(baseOf(exchange)) ?? [])];
  const known = [...answering, ...(listed.get(baseOf(exchange)) ?? [])];
  return answering.length > 0 && !known.some((each) => isSameModel(model, each));
}

const isAccepted = ({ response }: Exchange): boolean =>
  response !== null && response.status >= 200 && response.status < 300;

function modelsIn(exchange: Exchange): readonly string[] {
  const { body } = readOnce(exchange);
  return body.ok ? dialectOfRequest(exchange.request).models.read(body.value) : [];
}
