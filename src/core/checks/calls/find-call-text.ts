import type { Json } from '../../model/json.js';
import { asArray, asString, isObject, parseJson } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import { misfit } from '../schema/fit-schema.js';
import type { OfferedTool } from '../../dialect/requested.js';

/** A tool call inside a text. */
export interface CallText {
  readonly offset: number;
  /** What identifies it, in words. */
  readonly what: string;
}

/** The tags in which models write calls, one for each family that is known to use it. */
const TAGS: readonly RegExp[] = [
  /<\/?tool_calls?>/, // Qwen, Hermes, GLM
  /<function=[\w.-]+>/, // Llama, Qwen Coder
  /<\|tool_calls?(?:_begin|_start)?\|>/, // Phi, Granite, Kimi
  /<\|tool_calls_section_begin\|>/, // Kimi
  /<｜tool▁calls?▁begin｜>/, // DeepSeek
  /\[TOOL_CALLS\]/, // Mistral
  /<\|python_tag\|>/, // Llama
  /<(?:\w+:)?(?:function_calls|tool_call)>|<invoke name="/, // Claude, MiniMax
  /<start_function_call>/, // FunctionGemma
  /<\|channel\|>commentary to=/, // gpt-oss
  /<\|action_start\|>/, // InternLM
  /✿FUNCTION✿/, // Qwen
];

/** The first call tag in a text, or null. */
export function findCallTag(text: string): CallText | null {
  const found = TAGS.flatMap((tag) => {
    const match = tag.exec(text);
    return match ? [{ offset: match.index, what: `the call tag ${match[0]}` }] : [];
  });
  return found.sort((a, b) => a.offset - b.offset)[0] ?? null;
}

/** A text that as a whole, or in its first line, is a call of an offered tool as JSON, or the arguments of one. */
export function findCallJson(text: string, offered: readonly OfferedTool[]): CallText | null {
  const bare = text.trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1');
  const offset = Math.max(0, text.indexOf(bare));
  const values = [bare, bare.split('\n', 1)[0] ?? ''].flatMap((each) => {
    const parsed = /^[[{]/.test(each) ? parseJson(each) : null;
    return parsed?.ok ? [parsed.value] : [];
  });
  for (const value of values) {
    const call = Array.isArray(value) ? asArray(value)[0] : value;
    const name = calledName(call);
    if (name !== null && offered.some((tool) => tool.name === name)) return { offset, what: 'a tool call as JSON' };
    const tool = offered.find(({ parameters }) => parameters !== null && areArguments(value, parameters));
    if (tool) return { offset, what: 'the arguments of a tool call' };
  }
  return null;
}

/** A piece of the JSON that calls were parsed from, left in the text: `name":`, `"arguments": {`. */
export function findCallRemains(text: string): CallText | null {
  const match = /(?:^|[{,]\s*|")(?:name|arguments|parameters)"\s*:/.exec(text);
  return match ? { offset: match.index, what: 'a piece of the JSON of a tool call' } : null;
}

function calledName(call: Json | undefined): string | null {
  const inner = member(call, 'function');
  const holder = isObject(inner) ? inner : call;
  if (!['arguments', 'parameters'].some((name) => member(holder, name) !== undefined)) return null;
  return asString(member(holder, 'name')) ?? asString(inner);
}

/** Whether a value has the members that the parameters require, at least one, and none that they do not declare. */
function areArguments(value: Json, parameters: NonNullable<OfferedTool['parameters']>): boolean {
  if (!isObject(value) || asArray(parameters['required']).length === 0) return false;
  const declared = member(parameters, 'properties');
  return Object.keys(value).every((name) => member(declared, name) !== undefined) && misfit(parameters, value) === null;
}
