import type { Json, JsonObject } from '../../core/model/json.js';
import { asObject } from '../../core/wire/json.js';
import { isObject } from '../sample.js';

/** A function offered to the model. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
}

/** What a valid request asks, read out of its body. */
export interface ChatRequest {
  readonly model: string | null;
  readonly stream: boolean;
  readonly includeUsage: boolean;
  readonly n: number;
  /** The smallest of the token limits given; Infinity without one. */
  readonly maxTokens: number;
  readonly stop: readonly string[];
  readonly logprobs: boolean;
  readonly topLogprobs: number;
  readonly format: 'text' | 'json_object' | 'json_schema';
  readonly formatSchema: JsonObject | null;
  readonly tools: readonly OfferedTool[];
  /** `auto`, `none`, `required`, or the name of the function that must be called. */
  readonly toolChoice: string | { readonly name: string };
  readonly parallel: boolean;
  readonly thinks: boolean;
  readonly system: string;
  readonly prompt: string;
  /** Whether the last message is a tool's result. */
  readonly afterTool: string | null;
  readonly body: JsonObject;
}

/** Reads a body that was found valid. Lenient all the same: what a spec leaves open may hold anything. */
export function readChatRequest(body: JsonObject, thinksByDefault: boolean): ChatRequest {
  const messages = (Array.isArray(body['messages']) ? body['messages'] : []).filter(isObject);
  const options = isObject(body['stream_options']) ? body['stream_options'] : {};
  const format = isObject(body['response_format']) ? body['response_format'] : {};
  const jsonSchema = isObject(format['json_schema']) ? format['json_schema'] : {};
  const last = messages.at(-1);
  const said = (role: string): string => textOf(messages.findLast((message) => message['role'] === role)?.['content']);
  return {
    model: typeof body['model'] === 'string' ? body['model'] : null,
    stream: body['stream'] === true,
    includeUsage: options['include_usage'] === true,
    n: typeof body['n'] === 'number' ? Math.max(1, Math.min(128, Math.trunc(body['n']))) : 1,
    maxTokens: Math.min(limit(body['max_tokens']), limit(body['max_completion_tokens'])),
    stop: strings(body['stop']),
    logprobs: body['logprobs'] === true,
    topLogprobs: typeof body['top_logprobs'] === 'number' ? body['top_logprobs'] : 0,
    format: format['type'] === 'json_object' || format['type'] === 'json_schema' ? format['type'] : 'text',
    formatSchema: asObject(jsonSchema['schema'] ?? format['schema'] ?? null),
    tools: (Array.isArray(body['tools']) ? body['tools'] : []).flatMap(readTool),
    toolChoice: readToolChoice(body['tool_choice']),
    parallel: body['parallel_tool_calls'] !== false,
    thinks: thinksByDefault && body['reasoning_effort'] !== 'none',
    system: `${said('system')} ${said('developer')}`.trim(),
    prompt: said('user'),
    afterTool: last?.['role'] === 'tool' ? textOf(last['content']) : null,
    body,
  };
}

const limit = (value: Json | undefined): number => (typeof value === 'number' ? value : Number.POSITIVE_INFINITY);

function strings(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function textOf(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isObject(part) && typeof part['text'] === 'string' ? part['text'] : '')).join('');
}

function readTool(tool: Json): readonly OfferedTool[] {
  const offered = isObject(tool) && isObject(tool['function']) ? tool['function'] : {};
  if (typeof offered['name'] !== 'string') return [];
  return [
    {
      name: offered['name'],
      description: typeof offered['description'] === 'string' ? offered['description'] : '',
      parameters: isObject(offered['parameters']) ? offered['parameters'] : {},
    },
  ];
}

function readToolChoice(choice: Json | undefined): ChatRequest['toolChoice'] {
  if (typeof choice === 'string') return choice;
  const named = isObject(choice) && isObject(choice['function']) ? choice['function']['name'] : undefined;
  return typeof named === 'string' ? { name: named } : 'auto';
}
