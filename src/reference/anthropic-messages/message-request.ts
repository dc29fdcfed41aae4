import type { Json, JsonObject } from '../../core/model/json.js';
import { isObject } from '../sample.js';

/** A tool offered to the model. */
export interface OfferedTool {
  readonly name: string;
  readonly schema: JsonObject;
}

/** What a valid request asks, read out of its body. */
export interface MessageRequest {
  readonly model: string;
  readonly stream: boolean;
  readonly maxTokens: number;
  readonly stop: readonly string[];
  readonly tools: readonly OfferedTool[];
  readonly choice: 'auto' | 'any' | 'none' | { readonly name: string };
  readonly parallel: boolean;
  readonly thinks: boolean;
  readonly showsThinking: boolean;
  readonly system: string;
  /** The text of the last turn of the user. */
  readonly prompt: string;
  /** The text of a final assistant message; empty without one. */
  readonly prefill: string;
  /** The text of the tool results in the last turn; null without results. */
  readonly results: string | null;
  /** The schema of the text; null if any text is wanted. */
  readonly format: JsonObject | null;
  readonly body: JsonObject;
}

/** A turn: consecutive messages of a role are one. */
interface Turn {
  readonly role: Json | undefined;
  readonly blocks: JsonObject[];
}

/** Reads a body that was found valid. */
export function readMessageRequest(body: JsonObject): MessageRequest {
  const turns = turnsOf(body['messages']);
  const last = turns.at(-1);
  const isPrefilled = last?.role === 'assistant';
  const userBlocks = turns.findLast(({ role }) => role === 'user')?.blocks ?? [];
  const results = userBlocks.filter((block) => block['type'] === 'tool_result');
  const choice = isObject(body['tool_choice']) ? body['tool_choice'] : {};
  const thinking = isObject(body['thinking']) ? body['thinking'] : {};
  return {
    model: String(body['model']),
    stream: body['stream'] === true,
    maxTokens: typeof body['max_tokens'] === 'number' ? body['max_tokens'] : 0,
    stop: list(body['stop_sequences']).filter((each): each is string => typeof each === 'string' && each !== ''),
    tools: list(body['tools']).flatMap((tool) =>
      isObject(tool)
        ? [{ name: String(tool['name']), schema: isObject(tool['input_schema']) ? tool['input_schema'] : {} }]
        : [],
    ),
    choice: readChoice(choice),
    parallel: choice['disable_parallel_tool_use'] !== true,
    thinks: thinking['type'] === 'enabled',
    showsThinking: thinking['display'] !== 'omitted',
    system: blocksOf(body['system']).map(textOf).join('\n'),
    prompt: userBlocks.map(textOf).join('\n').trim(),
    prefill: isPrefilled ? last.blocks.map(textOf).join('') : '',
    results:
      results.length === 0
        ? null
        : results.map((result) => blocksOf(result['content']).map(textOf).join(' ')).join('; '),
    format: readFormat(body['output_config']),
    body,
  };
}

function readFormat(config: Json | undefined): JsonObject | null {
  const format = isObject(config) ? config['format'] : undefined;
  if (!isObject(format) || format['type'] !== 'json_schema') return null;
  return isObject(format['schema']) ? format['schema'] : {};
}

function readChoice({ type, name }: JsonObject): MessageRequest['choice'] {
  if (type === 'tool') return { name: String(name) };
  return type === 'any' || type === 'none' ? type : 'auto';
}

function turnsOf(messages: Json | undefined): readonly Turn[] {
  const turns: Turn[] = [];
  for (const message of list(messages)) {
    if (!isObject(message) || message['role'] === 'system') continue;
    const blocks = blocksOf(message['content']);
    const last = turns.at(-1);
    if (last?.role === message['role']) last?.blocks.push(...blocks);
    else turns.push({ role: message['role'], blocks: [...blocks] });
  }
  return turns;
}

/** The blocks of a content; a string is one text block. */
export function blocksOf(content: Json | undefined): readonly JsonObject[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : list(content).filter(isObject);
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function textOf(block: JsonObject): string {
  return typeof block['text'] === 'string' ? block['text'] : '';
}
