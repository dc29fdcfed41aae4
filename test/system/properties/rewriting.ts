import * as fc from 'fast-check';
import type { Spec } from '../../../src/core/model/spec.js';
import { HIDDEN_PROMPT } from '../../../src/core/model/tolerances.js';
import type { Json, JsonObject } from '../../../src/core/model/json.js';
import type { Fault } from '../../../src/reference/fault.js';
import type { CompletedChoice } from '../../../src/reference/openai-chat/complete.js';
import type { CompletedBlock } from '../../../src/reference/anthropic-messages/complete.js';
import type { Hooks as MessagesHooks } from '../../../src/reference/anthropic-messages/hooks.js';
import type { Hooks as ChatHooks } from '../../../src/reference/openai-chat/hooks.js';
import { isObject } from '../../../src/reference/sample.js';

/** Ways to write the same answer otherwise. None of them is a divergence. */
export interface Rewriting {
  /** The places of the cuts, as fractions of the length. */
  readonly cuts: readonly number[];
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** A comment before every so many events; none for 0. */
  readonly commentEvery: number;
  readonly spaceless: boolean;
  readonly indented: boolean;
  readonly shuffle: number;
  readonly unknown: Readonly<Record<string, Json>>;
  /** What a chat template adds to the prompt tokens of every request. */
  readonly promptTokens: number;
  readonly ids: string;
  readonly dated: boolean;
  readonly word: string;
}

/** Any of them, several at once. */
export const rewritings: fc.Arbitrary<Rewriting> = fc.record({
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  commentEvery: fc.nat({ max: 4 }),
  spaceless: fc.boolean(),
  indented: fc.boolean(),
  shuffle: fc.nat({ max: 5 }),
  unknown: fc.dictionary(
    fc.stringMatching(/^x_[a-z]{1,6}$/),
    fc.oneof(fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>, fc.constant(null)),
    { maxKeys: 3 },
  ),
  promptTokens: fc.integer({ min: 1, max: HIDDEN_PROMPT }),
  ids: fc.stringMatching(/^[0-9a-f]{8,24}$/),
  dated: fc.boolean(),
  word: fc.constantFrom('', 'Guten Tag', '你好', '🎉', 'привет', 'a "quoted" \\ word', '<b>bold</b>', 'data: [1]'),
});

/** A provider that writes its answers so: hooks as of a fault, though it is none. */
export function rewrite(how: Rewriting, { dialect }: Spec, keepText: boolean): Fault {
  const hooks = dialect === 'anthropic-messages' ? messagesHooks(how, keepText) : chatHooks(how, keepText);
  return {
    id: 'rewriting',
    area: 'sse',
    title: '',
    seen: [],
    specs: [],
    expect: { check: '', at: '' },
    shownBy: [],
    hooks: { ...hooks, ...sharedHooks(how) },
  };
}

function chatHooks(how: Rewriting, keepText: boolean): ChatHooks {
  const document = (value: JsonObject): JsonObject => rewriteDocument(value, how);
  return {
    completion: (completion) => {
      const choices = completion.choices.map((choice) => {
        // A limit still holds.
        const most = choice.finish === 'length' ? choice.tokens.length : Infinity;
        return { ...choice, tokens: keepText ? choice.tokens : withWord(choice.tokens, how).slice(0, most) };
      });
      const more = countTokens(choices) - countTokens(completion.choices);
      const promptTokens = completion.promptTokens + how.promptTokens;
      return { ...completion, choices, promptTokens, completionTokens: completion.completionTokens + more };
    },
    response: document,
    chunks: (chunks) => chunks.map(document),
  };
}

function messagesHooks(how: Rewriting, keepText: boolean): MessagesHooks {
  return {
    completion: (completion) => {
      const blocks = completion.blocks.map((block) =>
        block.type === 'text' && !keepText ? { ...block, tokens: withWord(block.tokens, how) } : block,
      );
      const more = countTextTokens(blocks) - countTextTokens(completion.blocks);
      const inputTokens = completion.inputTokens + how.promptTokens;
      return { ...completion, blocks, inputTokens, outputTokens: completion.outputTokens + more };
    },
    count: (body) => shuffled({ ...body, input_tokens: Number(body['input_tokens']) + how.promptTokens }, how.shuffle),
    response: (body) => rewriteDocument(body, how),
    events: (events) =>
      events.map((event) => {
        const { message } = event;
        const inner = isObject(message) ? { message: rewriteDocument(message, how) } : {};
        return rewriteDocument({ ...event, ...inner }, how);
      }),
  };
}

function countTokens(choices: readonly CompletedChoice[]): number {
  return choices.reduce((sum, { tokens }) => sum + tokens.length, 0);
}

function countTextTokens(blocks: readonly CompletedBlock[]): number {
  return blocks.reduce((sum, block) => sum + (block.type === 'text' ? block.tokens.length : 0), 0);
}

function sharedHooks(how: Rewriting): Pick<ChatHooks & MessagesHooks, 'error' | 'frames' | 'reply'> {
  return {
    error: (value: JsonObject) => shuffled({ ...value, ...how.unknown }, how.shuffle),
    frames: (frames) => frames.map((frame, n) => rewriteFrame(frame, n, how)),
    reply: (reply) => {
      const bytes = Buffer.concat(reply.writes.map(({ data }) => Buffer.from(data)));
      const cuts = how.cuts.map((share) => Math.floor(share * bytes.length)).toSorted((a, b) => a - b);
      const pieces = [0, ...cuts].map((from, n) => bytes.subarray(from, cuts[n] ?? bytes.length));
      const writes = pieces.filter(({ length }) => length > 0).map((data) => ({ afterMs: 2, data }));
      return { ...reply, writes };
    },
  };
}

function withWord(tokens: readonly string[], { word }: Rewriting): readonly string[] {
  return word === '' ? tokens : [...word.split(/(?= )/u), ...tokens.slice(1)];
}

function rewriteDocument(value: JsonObject, how: Rewriting): JsonObject {
  const { id, model } = value;
  const named = {
    ...value,
    ...(typeof id === 'string' ? { id: `${/^[a-z]+[-_]/u.exec(id)?.[0] ?? ''}${how.ids}${id.slice(-7)}` } : {}),
    ...(typeof model === 'string' && how.dated && !/\d{8}$/u.test(model) ? { model: `${model}-2026-05-01` } : {}),
  };
  const choices = Array.isArray(value['choices']) ? value['choices'] : null;
  const inner = (choice: Json): Json =>
    isObject(choice) ? shuffled({ ...choice, ...how.unknown }, how.shuffle) : choice;
  return shuffled(
    { ...named, ...(choices === null ? {} : { choices: choices.map(inner) }), ...how.unknown },
    how.shuffle,
  );
}

/** The members of an object in another order. */
function shuffled(value: JsonObject, by: number): JsonObject {
  const members = Object.entries(value);
  const at = members.length === 0 ? 0 : by % members.length;
  const turned = [...members.slice(at), ...members.slice(0, at)];
  return Object.fromEntries(by % 2 === 1 ? turned.toReversed() : turned);
}

function rewriteFrame(frame: string, n: number, how: Rewriting): string {
  const fields = frame
    .trimEnd()
    .split('\n')
    .map((line) => readField(line));
  const lines = fields.flatMap(({ name, value }) => {
    const text = how.indented && value.startsWith('{') ? JSON.stringify(JSON.parse(value), null, 1) : value;
    return text.split('\n').map((line) => `${name}:${how.spaceless ? '' : ' '}${line}\n`);
  });
  const comment = how.commentEvery > 0 && n % how.commentEvery === 0 ? ': still here\n\n' : '';
  return `${comment}${lines.join('')}\n`.replaceAll('\n', how.lineEnd);
}

function readField(line: string): { readonly name: string; readonly value: string } {
  const colon = line.indexOf(': ');
  return { name: line.slice(0, colon), value: line.slice(colon + 2) };
}
