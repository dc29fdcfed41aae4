import type { Json, JsonObject } from '../../../../src/core/model/json.js';
import type { Completion } from '../../../../src/reference/openai-chat/complete.js';
import type { Hooks } from '../../../../src/reference/openai-chat/hooks.js';
import { isObject } from '../../../../src/reference/sample.js';

const objectIn = (holder: JsonObject, name: string): JsonObject => {
  const value = holder[name];
  return isObject(value) ? value : {};
};

/** A body or a chunk with each of its choices edited. */
export function eachChoice(body: JsonObject, edit: (choice: JsonObject) => JsonObject): JsonObject {
  const choices = body['choices'];
  return Array.isArray(choices) ? { ...body, choices: choices.filter(isObject).map(edit) } : body;
}

/** A choice of a body with more in its message. */
export function withMessage(choice: JsonObject, more: JsonObject): JsonObject {
  return { ...choice, message: { ...objectIn(choice, 'message'), ...more } };
}

/** A choice of a chunk with more in its delta. */
export function withDelta(choice: JsonObject, more: JsonObject): JsonObject {
  return { ...choice, delta: { ...objectIn(choice, 'delta'), ...more } };
}

/** The delta of a choice of a chunk. */
export function deltaOf(choice: JsonObject): JsonObject {
  return objectIn(choice, 'delta');
}

/** A choice with another finish reason where it has one. */
export function finishing(choice: JsonObject, finish: Json): JsonObject {
  return choice['finish_reason'] === null ? choice : { ...choice, finish_reason: finish };
}

/** The same edit for a body and for every chunk. */
export function everywhere(edit: (document: JsonObject) => JsonObject): Hooks {
  return { response: edit, chunks: (chunks) => chunks.map(edit) };
}

/** A model that says the same to everything, as far as its limit lets it, and calls nothing. */
export function saying(tokens: readonly string[]): (completion: Completion, most: number) => Completion {
  return (completion, most) => {
    const said = tokens.slice(0, most);
    const choices = completion.choices.map(({ index }) => ({
      index,
      reasoning: [],
      tokens: said,
      calls: [],
      finish: said.length < tokens.length ? ('length' as const) : ('stop' as const),
    }));
    return { ...completion, choices, completionTokens: said.length * choices.length, reasoningTokens: 0 };
  };
}
