import type { Spec } from '../model/spec.js';
import type { Address, Dialect, Operation } from './dialect.js';
import { anthropicMessages } from './anthropic-messages/dialect.js';
import { openaiChat } from './openai-chat/dialect.js';

const registered: readonly Dialect[] = [openaiChat, anthropicMessages];

/** Every dialect by its id. A new dialect is registered here, its reader in `read-answer.ts`, its checks in `checks.ts` and its provider in `src/reference`. */
export const dialects: ReadonlyMap<string, Dialect> = new Map(registered.map((dialect) => [dialect.id, dialect]));

/** The dialect of a spec. Throws for an unknown one, which the parser of specs has refused. */
export function dialectOf({ id, dialect }: Pick<Spec, 'id' | 'dialect'>): Dialect {
  const found = dialects.get(dialect);
  if (found === undefined) throw new Error(`Spec ${id} has the unknown dialect ${dialect}`);
  return found;
}

/** The dialect that knows the operation of a request; the first one when none does. */
export function dialectOfRequest(request: Address): Dialect {
  const matches = registered.filter((dialect) => dialect.operationOf(request) !== null);
  return matches.find((dialect) => dialect.operationOf(request) === 'generate') ?? matches[0] ?? openaiChat;
}

/** The operation of a request by the first dialect that knows it; null when none does. */
export function operationOf(request: Address): Operation | null {
  return dialectOfRequest(request).operationOf(request);
}

/** The paths of the operations of all dialects, below the base URL. */
export const operationPaths: readonly string[] = [...new Set(registered.flatMap(({ paths }) => paths))];
