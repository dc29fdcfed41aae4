import type { Json, JsonObject } from '../../core/model/json.js';
import type { ChatRequest, OfferedTool } from './chat-request.js';
import { hash, placesIn, produceText, tokenize } from '../model.js';
import { isObject, sample } from '../sample.js';
import type { Spec } from '../../core/model/spec.js';

const THOUGHT = 'The user wants a short answer.';

/**
 * The reference model: tiny, deterministic, obedient. It does what the documented parameters say, and no more.
 * @param serial the number of the request: ids of calls do not repeat
 */
export function complete(requested: ChatRequest, serial: number): Completion {
  const choices = Array.from({ length: requested.n }, (_, index) => completeChoice(requested, serial, index));
  const reasoningTokens = choices.reduce((sum, choice) => sum + choice.reasoning.length, 0);
  const said = choices.reduce((sum, choice) => sum + choice.tokens.length + callTokens(choice.calls), 0);
  return {
    choices,
    promptTokens: countPromptTokens(requested.body['messages'], requested.body['tools']),
    completionTokens: said + reasoningTokens,
    reasoningTokens,
  };
}

const callTokens = (calls: readonly CompletedCall[]): number =>
  calls.reduce((sum, call) => sum + 1 + tokenize(call.arguments).length, 0);

function completeChoice(requested: ChatRequest, serial: number, index: number): CompletedChoice {
  const reasoning = requested.thinks ? tokenize(THOUGHT).slice(0, requested.maxTokens) : [];
  const left = requested.maxTokens - reasoning.length;
  const calls = chooseTools(requested).map((call, i) => ({
    ...call,
    id: `call_${hash(`${serial} ${index} ${i} ${call.name}`)}`,
  }));
  if (calls.length > 0) {
    const cut = callTokens(calls) > left;
    return {
      index,
      reasoning,
      tokens: [],
      calls: cut ? cutCalls(calls, left) : calls,
      finish: cut ? 'length' : 'tool_calls',
    };
  }
  const { text, stopped } = cutAtStop(sayText(requested), requested.stop);
  const tokens = tokenize(text);
  const cut = tokens.length > left && !(stopped && tokens.length <= left);
  return { index, reasoning, tokens: cut ? tokens.slice(0, left) : tokens, calls: [], finish: cut ? 'length' : 'stop' };
}

/** The calls as far as the limit lets them be said: the last one breaks off in its arguments. */
function cutCalls(calls: readonly CompletedCall[], most: number): readonly CompletedCall[] {
  let left = most;
  return calls.flatMap((call) => {
    if (left < 1) return [];
    const said = tokenize(call.arguments).slice(0, left - 1);
    left -= 1 + said.length;
    return [{ ...call, arguments: said.join('') }];
  });
}

function sayText(requested: ChatRequest): string {
  const { format, formatSchema } = requested;
  if (format === 'json_schema' || (format === 'json_object' && formatSchema !== null))
    return JSON.stringify(sample(formatSchema ?? {}, 'text'));
  if (format === 'json_object') return JSON.stringify({ answer: 'ok' });
  if (requested.afterTool !== null) return `The tool says: ${requested.afterTool}`;
  return produceText(requested.prompt, requested.system);
}

/** The text up to the first stop sequence, which is not part of it. */
function cutAtStop(text: string, stop: readonly string[]): { text: string; stopped: boolean } {
  const ends = stop
    .filter((sequence) => sequence !== '')
    .map((sequence) => text.indexOf(sequence))
    .filter((at) => at >= 0);
  return ends.length === 0 ? { text, stopped: false } : { text: text.slice(0, Math.min(...ends)), stopped: true };
}

/** The tools that are called, with their arguments: as `tool_choice` says, otherwise those that the prompt names. */
function chooseTools(requested: ChatRequest): readonly Omit<CompletedCall, 'id'>[] {
  const { tools, toolChoice } = requested;
  if (tools.length === 0 || toolChoice === 'none' || requested.afterTool !== null) return [];
  const places = placesIn(requested.prompt);
  const callAll = (tool: OfferedTool): readonly Omit<CompletedCall, 'id'>[] => {
    const takesPlace = placeOf(tool) !== null;
    const calls = (takesPlace && places.length > 0 ? places : [null]).map((place) =>
      makeCall(tool, place, requested.prompt),
    );
    return requested.parallel ? calls : calls.slice(0, 1);
  };
  if (typeof toolChoice === 'object') {
    const named = tools.find(({ name }) => name === toolChoice.name);
    return named === undefined ? [] : callAll(named);
  }
  const wanted = tools.filter((tool) => isWanted(tool, requested.prompt));
  if (wanted.length > 0) {
    const calls = wanted.flatMap(callAll);
    return requested.parallel ? calls : calls.slice(0, 1);
  }
  const first = tools[0];
  return toolChoice === 'required' && first !== undefined ? callAll(first) : [];
}

/** Whether the prompt contains the name of a tool, or a word of its name. */
function isWanted(tool: OfferedTool, prompt: string): boolean {
  const words = tool.name.toLowerCase().split(/[^a-z]+/u);
  const said = prompt.toLowerCase();
  return said.includes(tool.name.toLowerCase()) || words.some((word) => word.length > 3 && said.includes(word));
}

function placeOf(tool: OfferedTool): string | null {
  const properties = isObject(tool.parameters['properties']) ? tool.parameters['properties'] : {};
  return Object.keys(properties).find((name) => /city|location|place/iu.test(name)) ?? null;
}

function makeCall(tool: OfferedTool, place: string | null, prompt: string): Omit<CompletedCall, 'id'> {
  const properties = isObject(tool.parameters['properties']) ? tool.parameters['properties'] : {};
  const values: Record<string, Json> = {};
  const quoted = /“([^”]+)”/u.exec(prompt)?.[1];
  for (const [name, schema] of Object.entries(properties)) {
    const given = name === placeOf(tool) ? place : /^(?:text|kind)$/u.test(name) ? (quoted ?? null) : null;
    values[name] = given ?? sample(schema);
  }
  return { name: tool.name, arguments: JSON.stringify(values) };
}

/** A tool call of the reference model. */
export interface CompletedCall {
  readonly id: string;
  readonly name: string;
  /** JSON text. */
  readonly arguments: string;
}

/** One choice of the reference model, before it has a shape on the wire. */
export interface CompletedChoice {
  readonly index: number;
  readonly tokens: readonly string[];
  readonly reasoning: readonly string[];
  readonly calls: readonly CompletedCall[];
  readonly finish: 'stop' | 'length' | 'tool_calls';
}

/** What the reference model answers. */
export interface Completion {
  readonly choices: readonly CompletedChoice[];
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly reasoningTokens: number;
}

/** How a provider's example opens a stream: the role alone, with empty content, or with the first words. */
export type Opening = 'role' | 'empty-content' | 'first-words';

/** How the first chunk of the spec's own example opens a stream. */
export function openingOf(spec: Spec): Opening {
  const first = spec.examples.find(({ schema, value }) => schema === 'chunk' && deltaOf(value)?.['role'] !== undefined);
  const delta = first === undefined ? null : deltaOf(first.value);
  if (delta === null || delta['content'] === '') return 'empty-content';
  return delta['content'] === undefined ? 'role' : 'first-words';
}

function deltaOf(chunk: Spec['examples'][number]['value']) {
  const choices = chunk['choices'];
  const [first] = Array.isArray(choices) ? choices : [];
  return isObject(first) && isObject(first['delta']) ? first['delta'] : null;
}

/** The tokens of an image. */
const IMAGE_TOKENS = 85;

/** How many tokens a prompt of these messages and tools is counted as: text costs the same in parts as in one piece. */
export function countPromptTokens(messages: Json | undefined, tools: Json | undefined): number {
  const each = (Array.isArray(messages) ? messages : []).filter(isObject).map(countMessage);
  const offered = tools === undefined ? 0 : Math.ceil(tokenize(JSON.stringify(tools)).length / 2);
  return each.reduce((sum, count) => sum + count, 3 + offered);
}

function countMessage({ content, name, tool_calls: calls }: JsonObject): number {
  const parts = Array.isArray(content) ? content.filter(isObject) : [{ text: content ?? '' }];
  const texts = parts.map(({ text }) => (typeof text === 'string' ? text : ''));
  const images = parts.filter(({ type }) => type === 'image_url').length;
  const called = Array.isArray(calls) ? tokenize(JSON.stringify(calls)).length : 0;
  const named = typeof name === 'string' ? 1 + tokenize(name).length : 0;
  return 3 + tokenize(texts.join('')).length + images * IMAGE_TOKENS + called + named;
}
