import type { Json } from '../../core/model/json.js';
import { asArray } from '../../core/wire/json.js';
import { member } from '../../core/wire/pointer.js';
import { hash, placesIn, produceText, tokenize } from '../model.js';
import { isObject, sample } from '../sample.js';
import type { MessageRequest, OfferedTool } from './message-request.js';

const THOUGHT = 'The user wants a short answer.';

/** One content block of the reference model, before it has a shape on the wire. */
export type CompletedBlock =
  | { readonly type: 'text'; readonly tokens: readonly string[] }
  | { readonly type: 'thinking'; readonly tokens: readonly string[]; readonly signature: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: string };

/** What the reference model answers. */
export interface Completion {
  readonly blocks: readonly CompletedBlock[];
  readonly stopReason: string;
  readonly stopSequence: string | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly thinkingTokens: number;
}

/** The reference model: it does what the documented parameters say, and no more. */
export function complete(requested: MessageRequest): Completion {
  const thought = requested.thinks ? tokenize(THOUGHT).slice(0, requested.maxTokens) : [];
  const thinking: readonly CompletedBlock[] = requested.thinks
    ? [{ type: 'thinking', tokens: requested.showsThinking ? thought : [], signature: `sig${hash(requested.prompt)}` }]
    : [];
  const left = requested.maxTokens - thought.length;
  const said = answer(requested, left);
  return {
    blocks: [...thinking, ...said.blocks],
    stopReason: said.stopReason,
    stopSequence: said.stopSequence,
    inputTokens: countInput(requested),
    outputTokens: Math.max(1, thought.length + said.blocks.reduce((sum, block) => sum + costOf(block), 0)),
    thinkingTokens: thought.length,
  };
}

/** How many tokens each message costs besides its content. */
const MESSAGE_TOKENS = 3;

/** How many tokens the prompt of a request is counted as: a string costs what its block costs. */
export function countInput({ body }: Pick<MessageRequest, 'body'>): number {
  const { messages, system, tools } = body;
  const contents = [system, ...asArray(messages).map((message) => member(message, 'content'))];
  const offered = tools === undefined ? 0 : countJson(tools);
  return contents.reduce<number>((sum, content) => sum + MESSAGE_TOKENS + countContent(content), offered);
}

function countContent(content: Json | undefined): number {
  if (typeof content === 'string') return tokenize(content).length;
  return asArray(content).reduce<number>((sum, block) => {
    const text = member(block, 'text');
    if (typeof text === 'string') return sum + tokenize(text).length;
    if (!isObject(block) || block['type'] !== 'tool_result') return sum + countJson(block);
    const { content: result, ...frame } = block;
    return sum + countJson(frame) + countContent(result);
  }, 0);
}

/** What is written into a prompt in another form costs less than its JSON. */
function countJson(value: Json): number {
  return Math.ceil(tokenize(JSON.stringify(value)).length / 2);
}

type Said = Pick<Completion, 'blocks' | 'stopReason' | 'stopSequence'>;

function answer(requested: MessageRequest, left: number): Said {
  const calls = chooseCalls(requested);
  if (calls.length > 0) return cutCalls(calls, left);
  const { text, sequence } = cutAtStop(sayText(requested), requested.stop);
  const tokens = tokenize(text);
  const isCut = tokens.length > left;
  const kept = isCut ? tokens.slice(0, Math.max(0, left)) : tokens;
  return {
    blocks: kept.length === 0 ? [] : [{ type: 'text', tokens: kept }],
    stopReason: isCut ? 'max_tokens' : sequence === null ? 'end_turn' : 'stop_sequence',
    stopSequence: isCut ? null : sequence,
  };
}

function sayText({ format, results, prompt, system, prefill }: MessageRequest): string {
  if (format !== null) return JSON.stringify(sample(format));
  if (results !== null) return `The tool says: ${results === '' ? 'nothing' : results}`;
  const text = produceText(prompt, system);
  return prefill !== '' && text.startsWith(prefill) ? text.slice(prefill.length) : text;
}

function cutAtStop(text: string, stop: readonly string[]): { readonly text: string; readonly sequence: string | null } {
  const met = stop.map((sequence) => ({ sequence, at: text.indexOf(sequence) })).filter(({ at }) => at >= 0);
  const [first] = met.toSorted((a, b) => a.at - b.at);
  return first === undefined ? { text, sequence: null } : { text: text.slice(0, first.at), sequence: first.sequence };
}

type Call = Extract<CompletedBlock, { readonly type: 'tool_use' }>;

function cutCalls(calls: readonly Call[], most: number): Said {
  let left = most;
  const blocks = calls.flatMap((call): readonly Call[] => {
    if (left < 1) return [];
    const pieces = tokenize(call.input).slice(0, left - 1);
    left -= 1 + pieces.length;
    return [{ ...call, input: pieces.join('') }];
  });
  const isCut = blocks.length < calls.length || blocks.some(({ input }, n) => input !== calls[n]?.input);
  return { blocks, stopReason: isCut ? 'max_tokens' : 'tool_use', stopSequence: null };
}

function chooseCalls(requested: MessageRequest): readonly Call[] {
  const { tools, choice, results, prompt, parallel } = requested;
  if (tools.length === 0 || choice === 'none' || results !== null) return [];
  const chosen =
    typeof choice === 'object'
      ? tools.filter(({ name }) => name === choice.name)
      : tools.filter((tool) => isWanted(tool, prompt));
  const forced = choice === 'any' && chosen.length === 0 ? tools.slice(0, 1) : chosen;
  const calls = forced.flatMap((tool) => callsOf(tool, prompt));
  return (parallel ? calls : calls.slice(0, 1)).map((call, n) => ({
    ...call,
    id: `toolu_${hash(`${prompt} ${n} ${call.name}`)}`,
  }));
}

/** A call for each place that the prompt names, if the tool takes one. */
function callsOf(tool: OfferedTool, prompt: string): readonly Call[] {
  const properties = isObject(tool.schema['properties']) ? tool.schema['properties'] : {};
  const taken = Object.keys(properties).find((name) => /city|location|place/iu.test(name));
  const places = taken === undefined ? [] : placesIn(prompt);
  return (places.length === 0 ? [null] : places).map((place): Call => {
    const input = Object.entries(properties).map(([name, schema]) => [
      name,
      name === taken && place !== null ? place : sample(schema),
    ]);
    return { type: 'tool_use', id: '', name: tool.name, input: JSON.stringify(Object.fromEntries(input)) };
  });
}

/** Whether the prompt contains the name of a tool, or a word of its name. */
function isWanted({ name }: OfferedTool, prompt: string): boolean {
  const said = prompt.toLowerCase();
  const words = name.toLowerCase().split(/[^a-z]+/u);
  return said.includes(name.toLowerCase()) || words.some((word) => word.length > 3 && said.includes(word));
}

function costOf(block: CompletedBlock): number {
  if (block.type === 'tool_use') return 1 + tokenize(block.input).length;
  return block.type === 'text' ? block.tokens.length : 0;
}
