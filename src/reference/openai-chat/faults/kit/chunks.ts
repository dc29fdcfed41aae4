import type { Json, JsonObject } from '../../../../core/model/json.js';
import type { FaultContext, Hooks } from '../../hooks.js';
import { isObject } from '../../../sample.js';
import type { Edit } from '../../../edit.js';

type Chunks = readonly JsonObject[];

/** Edits every chunk. */
export function inChunks(...edits: readonly Edit[]): Hooks {
  return { chunks: (given) => given.map((chunk) => edits.reduce((current, edit) => edit(current), chunk)) };
}

/** Edits every body. */
export function inBody(...edits: readonly Edit[]): Hooks {
  return { response: (body) => edits.reduce((current, edit) => edit(current), body) };
}

/** Edits every body and every chunk. */
export function everywhere(...edits: readonly Edit[]): Hooks {
  return { ...inBody(...edits), ...inChunks(...edits) };
}

/** Replaces the chunks of every stream. */
export function chunks(make: (chunks: Chunks, context: FaultContext) => readonly unknown[]): Hooks {
  return { chunks: make };
}

/** Replaces the chunks of streams that call tools. */
export function callChunks(make: (chunks: Chunks, context: FaultContext) => readonly unknown[]): Hooks {
  return { chunks: (given, context) => (given.some(callsTool) ? make(given, context) : given) };
}

/** The first choice of a chunk or body. */
export function choiceOf(document: JsonObject): JsonObject {
  const choices = document['choices'];
  const first: Json | undefined = Array.isArray(choices) ? choices[0] : undefined;
  return isObject(first) ? first : {};
}

/** The delta of the first choice of a chunk. */
export function deltaOf(chunk: JsonObject): JsonObject {
  const { delta } = choiceOf(chunk);
  return isObject(delta) ? delta : {};
}

/** Whether a chunk has a finish_reason. */
export const finishes = (chunk: JsonObject): boolean => typeof choiceOf(chunk)['finish_reason'] === 'string';

/** Whether a chunk has text. */
export const hasText = (chunk: JsonObject): boolean =>
  typeof deltaOf(chunk)['content'] === 'string' && deltaOf(chunk)['content'] !== '';

/** Whether a chunk has a fragment of a tool call. */
export const callsTool = (chunk: JsonObject): boolean => Array.isArray(deltaOf(chunk)['tool_calls']);

/** The fragments of tool calls in a chunk. */
export function fragmentsOf(chunk: JsonObject): readonly JsonObject[] {
  const calls = deltaOf(chunk)['tool_calls'];
  return Array.isArray(calls) ? calls.filter(isObject) : [];
}

/** Whether a chunk opens a tool call. */
export const opensCall = (chunk: JsonObject): boolean => fragmentsOf(chunk).some(({ id }) => id !== undefined);

/** A copy of a chunk with another delta. */
export function withDelta(chunk: JsonObject, delta: JsonObject, finish: string | null = null): JsonObject {
  return { ...chunk, choices: [{ ...choiceOf(chunk), delta, finish_reason: finish }] };
}
