import type { Json, JsonObject } from '../../model/json.js';
import { asArray, asObject, asString, isObject } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import type { Answer } from '../answer.js';
import type { OfferedTool, Requested, ToolChoice } from '../requested.js';
import { readPrompt } from './read-prompt.js';

/** Members that offer something to call, or choose it. */
const OFFERING = ['tools', 'tool_choice', 'functions', 'function_call'];

/** Reads what a request body requests. */
export function readRequested(request: JsonObject | null): Requested {
  const body = request ?? {};
  const { model, n } = body;
  const tools = offeredTools(body);
  const format = asString(member(body['response_format'], 'type'));
  return {
    model: asString(model),
    stream: body['stream'] === true,
    outputs: typeof n === 'number' && Number.isInteger(n) && n > 0 ? n : 1,
    limit: tokenLimit(body),
    stop: stopSequences(body['stop']),
    tools,
    oneCall: body['parallel_tool_calls'] === false ? { parameter: 'parallel_tool_calls', value: false } : null,
    toolChoice: toolChoice(request, tools),
    format: format === 'text' ? null : format,
    promptText: promptText(body),
    prompt: readPrompt(body),
  };
}

/** A member of the request; undefined when it has none. */
export function requestMember({ request }: Pick<Answer, 'request'>, name: string): Json | undefined {
  return member(request ?? undefined, name);
}

function offeredTools(body: JsonObject): readonly OfferedTool[] {
  return asArray(body['tools']).flatMap((tool): readonly OfferedTool[] => {
    const offered = member(tool, 'function');
    const name = asString(member(offered, 'name'));
    if (name === null) return [];
    return [{ name, parameters: asObject(member(offered, 'parameters')), strict: member(offered, 'strict') === true }];
  });
}

/** `auto` by default, `unoffered` when the request is known and has nothing of calls in it. */
function toolChoice(request: JsonObject | null, offered: readonly OfferedTool[]): ToolChoice | null {
  if (request === null) return null;
  if (offered.length === 0)
    return OFFERING.every((name) => (request[name] ?? null) === null) ? { mode: 'unoffered' } : null;
  const given = request['tool_choice'] ?? 'auto';
  if (given === 'none' || given === 'auto' || given === 'required') return { mode: given };
  const name = asString(member(member(given, 'function'), 'name'));
  return name !== null && offered.some((tool) => tool.name === name) ? { mode: 'named', name } : null;
}

function tokenLimit(body: JsonObject): Requested['limit'] {
  for (const parameter of ['max_completion_tokens', 'max_tokens']) {
    const tokens = body[parameter];
    if (typeof tokens === 'number' && Number.isInteger(tokens) && tokens >= 0) return { parameter, tokens };
  }
  return null;
}

function stopSequences(given: Json | undefined): readonly string[] {
  const list = typeof given === 'string' ? [given] : asArray(given);
  return list.filter((each): each is string => typeof each === 'string' && each !== '');
}

function promptText(body: JsonObject): string {
  return asArray(body['messages'])
    .flatMap((message) => {
      const content = isObject(message) ? member(message, 'content') : undefined;
      return typeof content === 'string' ? [content] : asArray(content).map((part) => asString(member(part, 'text')));
    })
    .join('\n');
}
