import type { Json, JsonObject } from '../../model/json.js';
import { asArray, asObject, asString, isObject, sortedJson } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import type { OfferedTool, Prompt, PromptMessage, Requested, ToolChoice } from '../requested.js';

/** Reads what a request body requests. */
export function readRequested(request: JsonObject | null): Requested {
  const body = request ?? {};
  const tools = offeredTools(body);
  const choice = body['tool_choice'];
  const limit = body['max_tokens'];
  return {
    model: asString(body['model']),
    stream: body['stream'] === true,
    outputs: 1,
    limit:
      typeof limit === 'number' && Number.isInteger(limit) && limit >= 0
        ? { parameter: 'max_tokens', tokens: limit }
        : null,
    stop: asArray(body['stop_sequences']).filter((each): each is string => typeof each === 'string' && each !== ''),
    tools,
    oneCall:
      member(choice, 'disable_parallel_tool_use') === true
        ? { parameter: 'disable_parallel_tool_use', value: true }
        : null,
    toolChoice: toolChoice(request, tools),
    format: asString(member(member(body['output_config'], 'format'), 'type')),
    prompt: readPrompt(body),
    promptText: promptTexts(body).join('\n'),
  };
}

/** The content of the last message if it is the assistant's, which the answer continues; empty without one. */
export function prefillOf(request: JsonObject | null): string {
  const last = asArray(request?.['messages']).at(-1);
  if (member(last, 'role') !== 'assistant') return '';
  return textsOf(member(last, 'content')).join('');
}

/** The type of `thinking` in the request, and how thinking is displayed; null without it. */
export function thinkingOf(request: JsonObject | null): { readonly type: string; readonly display: string } | null {
  const thinking = request?.['thinking'];
  const type = asString(member(thinking, 'type'));
  return type === null ? null : { type, display: asString(member(thinking, 'display')) ?? 'default' };
}

function readPrompt({
  system,
  tools,
  tool_choice: choice,
  thinking,
  output_config: config,
  messages,
}: JsonObject): Prompt {
  return {
    messages: [
      ...(system === undefined || system === null ? [] : [readMessage('system', system)]),
      ...asArray(messages).map((message) =>
        readMessage(asString(member(message, 'role')) ?? '', member(message, 'content')),
      ),
    ],
    tools: asArray(tools).map((tool) => sortedJson(tool)),
    context: sortedJson([choice ?? null, thinking ?? null, config ?? null]),
  };
}

function readMessage(role: string, content: Json | undefined): PromptMessage {
  const text = asString(content);
  const blocks = text === null ? asArray(content).flatMap(partsOf) : [];
  return {
    role,
    text: text ?? blocks.map((block) => asString(member(block, 'text')) ?? '').join(''),
    parts: blocks.length,
    media: blocks.filter((block) => member(block, 'type') !== 'text').map((block) => sortedJson(block)),
    rest: '',
  };
}

/** A block. The result of a tool is divided into its frame and its content; a string is one text block. */
function partsOf(block: Json): readonly Json[] {
  if (!isObject(block) || block['type'] !== 'tool_result') return [block];
  const { content = [], ...frame } = block;
  return [frame, ...(typeof content === 'string' ? [{ type: 'text', text: content }] : asArray(content))];
}

function offeredTools(body: JsonObject): readonly OfferedTool[] {
  return asArray(body['tools']).flatMap((tool): readonly OfferedTool[] => {
    const name = asString(member(tool, 'name'));
    if (name === null) return [];
    return [{ name, parameters: asObject(member(tool, 'input_schema')), strict: member(tool, 'strict') === true }];
  });
}

/** `auto` by default, `unoffered` when the request is known and has nothing of tools in it. */
function toolChoice(request: JsonObject | null, offered: readonly OfferedTool[]): ToolChoice | null {
  if (request === null) return null;
  const given = request['tool_choice'] ?? null;
  if (offered.length === 0) return given === null && request['tools'] === undefined ? { mode: 'unoffered' } : null;
  if (given === null) return { mode: 'auto' };
  const type = member(given, 'type');
  if (type === 'auto' || type === 'none') return { mode: type };
  if (type === 'any') return { mode: 'required' };
  const name = type === 'tool' ? asString(member(given, 'name')) : null;
  return name !== null && offered.some((tool) => tool.name === name) ? { mode: 'named', name } : null;
}

function promptTexts(body: JsonObject): readonly string[] {
  const contents = asArray(body['messages']).map((message) => member(message, 'content'));
  return [body['system'], ...contents].flatMap(textsOf);
}

/** The texts of a content, those in the results of tools included. */
function textsOf(content: Json | undefined): readonly string[] {
  if (typeof content === 'string') return [content];
  return asArray(content).flatMap((block) => {
    if (!isObject(block)) return [];
    const own = asString(member(block, 'text'));
    return [
      ...(own === null ? [] : [own]),
      ...(member(block, 'type') === 'tool_result' ? textsOf(block['content']) : []),
    ];
  });
}
