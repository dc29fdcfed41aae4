import type { Step } from '../model/case.js';
import type { Spec } from '../model/spec.js';
import type { Address, Dialect, Operation } from './dialect.js';
import { anthropicMessages } from './anthropic-messages/dialect.js';
import { openaiChat } from './openai-chat/dialect.js';

const registered: readonly Dialect[] = [openaiChat, anthropicMessages];

/**
 * Every dialect by its id. A new dialect is registered here, its words in `messages.ts`, its checks in `checks.ts` and its
 * provider in `src/reference`.
 */
export const dialects: ReadonlyMap<string, Dialect> = new Map(registered.map((dialect) => [dialect.id, dialect]));

/** The dialect of a spec. Throws for an unknown one, which the parser of specs has refused. */
export function dialectOf({ id, dialect }: Pick<Spec, 'id' | 'dialect'>): Dialect {
  const found = dialects.get(dialect);
  if (found === undefined) throw new Error(`Spec ${id} has the unknown dialect ${dialect}`);
  return found;
}

/**
 * The dialect of a request: the one that generates at its address, else the one whose own header it has, else the first
 * one that knows its operation; the first of all when none does.
 */
export function dialectOfRequest(request: Address): Dialect {
  const generating = registered.find((dialect) => dialect.operationOf(request) === 'generate');
  if (generating !== undefined) return generating;
  const names = new Set((request.headers ?? []).map(([name]) => name.toLowerCase()));
  const marked = registered.find(({ ownHeader }) => ownHeader !== null && names.has(ownHeader));
  return marked ?? registered.find((dialect) => dialect.operationOf(request) !== null) ?? openaiChat;
}

/** The dialect of a step of a plan. */
export function dialectOfStep({ method, path, headers }: Pick<Step, 'method' | 'path' | 'headers'>): Dialect {
  return dialectOfRequest({ method, url: path, headers: Object.entries(headers) });
}

/** The operation of a request by the first dialect that knows it; null when none does. */
export function operationOf(request: Address): Operation | null {
  return dialectOfRequest(request).operationOf(request);
}

/** The members that contain the conversation, in all dialects. */
export const promptMembers: ReadonlySet<string> = new Set(registered.map(({ request }) => request.prompt));

/** The paths of all dialects, below the base URL, to which requests to generate are sent. */
export const generatingPaths: readonly string[] = registered.flatMap((dialect) =>
  dialect.paths.filter((url) => dialect.operationOf({ method: 'POST', url }) === 'generate'),
);

/** The paths of the operations of all dialects, below the base URL. */
export const operationPaths: readonly string[] = [...new Set(registered.flatMap(({ paths }) => paths))];
