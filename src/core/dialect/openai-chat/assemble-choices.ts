import type { AssembledChoice, Chunk } from '../../model/answer.js';
import type { Json } from '../../model/json.js';
import type { OpenCall } from './assemble-call.js';
import { addFragments, argumentText, closeCalls } from './assemble-call.js';
import { asArray, asString, isObject } from '../../wire/narrow.js';
import { member } from '../../wire/pointer.js';

interface OpenChoice {
  readonly index: number;
  content: string | null;
  reasoning: string | null;
  refusal: string | null;
  readonly calls: OpenCall[];
  functionCall: { name: string | null; arguments: string } | null;
  finishReason: Json | undefined;
}

/** The choices of a body, in order of their index. A choice without one has that of its position. */
export function choicesOfBody(body: Json): readonly AssembledChoice[] {
  const open: OpenChoice[] = [];
  for (const [position, choice] of asArray(member(body, 'choices')).entries()) {
    if (!isObject(choice)) continue;
    const message = [member(choice, 'message'), member(choice, 'delta')].find(isObject);
    const assembled = openChoice(indexOf(choice, position));
    add(assembled, choice, message, null);
    open.push(assembled);
  }
  return close(open);
}

/** The choices that the chunks make up, in order of their index: deltas of one index make one choice. */
export function choicesOfChunks(chunks: readonly Chunk[]): readonly AssembledChoice[] {
  const open = new Map<number, OpenChoice>();
  for (const { n, value } of chunks) {
    for (const [position, choice] of asArray(member(value, 'choices')).entries()) {
      if (!isObject(choice)) continue;
      const index = indexOf(choice, position);
      const assembled = open.get(index) ?? openChoice(index);
      open.set(index, assembled);
      const delta = [member(choice, 'delta'), member(choice, 'message')].find(isObject);
      add(assembled, choice, delta, n);
    }
  }
  return close([...open.values()]);
}

function openChoice(index: number): OpenChoice {
  return {
    index,
    content: null,
    reasoning: null,
    refusal: null,
    calls: [],
    functionCall: null,
    finishReason: undefined,
  };
}

function indexOf(choice: Json, position: number): number {
  const index = member(choice, 'index');
  return typeof index === 'number' && Number.isInteger(index) ? index : position;
}

function add(open: OpenChoice, choice: Json, message: Json | undefined, chunk: number | null): void {
  const finish = member(choice, 'finish_reason');
  if (finish !== undefined && (finish !== null || open.finishReason === undefined)) open.finishReason = finish;
  open.content = joined(open.content, contentText(member(message, 'content')));
  const reasoning = asString(member(message, 'reasoning_content')) ?? asString(member(message, 'reasoning'));
  open.reasoning = joined(open.reasoning, reasoning);
  open.refusal = joined(open.refusal, asString(member(message, 'refusal')));
  addFragments(open.calls, asArray(member(message, 'tool_calls')), chunk);
  const legacy = member(message, 'function_call');
  if (isObject(legacy)) {
    open.functionCall ??= { name: null, arguments: '' };
    open.functionCall.name ||= asString(member(legacy, 'name'));
    open.functionCall.arguments += argumentText(member(legacy, 'arguments'));
  }
}

/** Content as text; of content in parts, the text of its text parts. Null where there is none. */
function contentText(content: Json | undefined): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  const texts = asArray(content).map((part) => asString(part) ?? asString(member(part, 'text')) ?? '');
  return texts.join('');
}

function joined(before: string | null, more: string | null): string | null {
  return more === null ? before : (before ?? '') + more;
}

function close(open: readonly OpenChoice[]): readonly AssembledChoice[] {
  return open
    .map(({ calls, ...choice }) => ({ ...choice, toolCalls: closeCalls(calls) }))
    .sort((a, b) => a.index - b.index);
}
