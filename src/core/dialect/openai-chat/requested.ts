import type { Answer } from '../../model/answer.js';
import type { Json, JsonSchema } from '../../model/json.js';
import { asArray, asObject, asString, isObject } from '../../wire/narrow.js';
import { member } from '../../wire/pointer.js';

/** A function that the request offers as a tool. */
export interface OfferedTool {
  readonly name: string;
  readonly parameters: JsonSchema | null;
  /** Whether it asks for arguments that keep to the schema. */
  readonly strict: boolean;
}

/** What `tool_choice` asks for. */
export type ToolChoice =
  | { readonly mode: 'none' | 'auto' | 'required' | 'unoffered' }
  | { readonly mode: 'named'; readonly name: string };

/** A member of the request; undefined where it has none. */
export function requestMember(answer: Pick<Answer, 'request'>, name: string): Json | undefined {
  return member(answer.request ?? undefined, name);
}

/** The functions among the tools of the request. */
export function offeredTools(answer: Pick<Answer, 'request'>): readonly OfferedTool[] {
  return asArray(requestMember(answer, 'tools')).flatMap((tool): readonly OfferedTool[] => {
    const offered = member(tool, 'function');
    const name = asString(member(offered, 'name'));
    if (name === null) return [];
    return [{ name, parameters: asObject(member(offered, 'parameters')), strict: member(offered, 'strict') === true }];
  });
}

/**
 * What `tool_choice` asks for: `auto` where it is left out, `unoffered` where there is nothing to call; null for other
 * forms, for tools of another kind, and for a tool that is not offered.
 */
export function requestedToolChoice(answer: Pick<Answer, 'request'>): ToolChoice | null {
  const offered = offeredTools(answer);
  if (offered.length === 0) return offersNothing(answer) ? { mode: 'unoffered' } : null;
  const given = requestMember(answer, 'tool_choice') ?? 'auto';
  if (given === 'none' || given === 'auto' || given === 'required') return { mode: given };
  const name = asString(member(member(given, 'function'), 'name'));
  return offered.some((tool) => tool.name === name) ? { mode: 'named', name: String(name) } : null;
}

/** Whether the request is known, and has nothing of calls in it. */
function offersNothing({ request }: Pick<Answer, 'request'>): boolean {
  const offering = ['tools', 'tool_choice', 'functions', 'function_call'];
  return request !== null && offering.every((name) => (request[name] ?? null) === null);
}

/** Whether a call is asked for by name or `required`. */
export function forcesCall(answer: Pick<Answer, 'request'>): boolean {
  const mode = requestedToolChoice(answer)?.mode;
  return mode === 'required' || mode === 'named';
}

/** The stop sequences that are asked for. */
export function stopSequences(answer: Pick<Answer, 'request'>): readonly string[] {
  const given = requestMember(answer, 'stop');
  return (typeof given === 'string' ? [given] : asArray(given))
    .map((each) => asString(each) ?? '')
    .filter((each) => each !== '');
}

/**
 * How many tokens a choice may have, by which parameter; null where none limits them. A limit below `least` counts as
 * none: what no token at all means, documents leave open but for the limit itself.
 */
export function tokenLimit(
  answer: Pick<Answer, 'request'>,
  least = 1,
): { readonly parameter: string; readonly tokens: number } | null {
  for (const parameter of ['max_completion_tokens', 'max_tokens']) {
    const tokens = requestMember(answer, parameter);
    if (typeof tokens === 'number' && Number.isInteger(tokens) && tokens >= least) return { parameter, tokens };
  }
  return null;
}

/** How many choices are asked for. */
export function requestedChoices(answer: Pick<Answer, 'request'>): number {
  const n = requestMember(answer, 'n');
  return typeof n === 'number' && Number.isInteger(n) && n > 0 ? n : 1;
}

/** All text of the request's messages. */
export function promptText(answer: Pick<Answer, 'request'>): string {
  return asArray(requestMember(answer, 'messages'))
    .flatMap((message) => {
      const content = isObject(message) ? member(message, 'content') : undefined;
      return typeof content === 'string' ? [content] : asArray(content).map((part) => asString(member(part, 'text')));
    })
    .join('\n');
}
