import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/core/model/json.js';
import type { Fault } from '../../../src/reference/fault.js';
import type { Hooks } from '../../../src/reference/openai-chat/hooks.js';
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
  promptTokens: fc.integer({ min: 1, max: 5000 }),
  ids: fc.stringMatching(/^[0-9a-f]{8,24}$/),
  dated: fc.boolean(),
  word: fc.constantFrom('', 'Guten Tag', '你好', '🎉', 'привет', 'a "quoted" \\ word', '<b>bold</b>', 'data: [1]'),
});

/** A provider that writes its answers so: hooks as of a fault, though it is none. */
export function rewrite(how: Rewriting, keepText: boolean): Fault {
  const document = (value: JsonObject): JsonObject => rewriteDocument(value, how);
  const hooks: Hooks = {
    completion: (completion) => ({
      ...completion,
      promptTokens: how.promptTokens,
      choices: completion.choices.map((choice) => ({
        ...choice,
        tokens:
          keepText || how.word === '' ? choice.tokens : choice.tokens.map((token, n) => (n === 0 ? how.word : token)),
      })),
    }),
    response: document,
    chunks: (chunks) => chunks.map(document),
    error: (value) => shuffled({ ...value, ...how.unknown }, how.shuffle),
    frames: (frames) => frames.map((frame, n) => rewriteFrame(frame, n, how)),
    reply: (reply) => {
      const bytes = Buffer.concat(reply.writes.map(({ data }) => Buffer.from(data)));
      const cuts = how.cuts.map((share) => Math.floor(share * bytes.length)).toSorted((a, b) => a - b);
      const pieces = [0, ...cuts].map((from, n) => bytes.subarray(from, cuts[n] ?? bytes.length));
      const writes = pieces.filter(({ length }) => length > 0).map((data) => ({ afterMs: 2, data }));
      return { ...reply, writes };
    },
  };
  return {
    id: 'rewriting',
    area: 'sse',
    title: '',
    seen: [],
    specs: [],
    expect: { check: '', at: '' },
    shownBy: [],
    hooks,
  };
}

function rewriteDocument(value: JsonObject, how: Rewriting): JsonObject {
  const { id, model } = value;
  const named = {
    ...value,
    ...(typeof id === 'string' ? { id: `${/^[a-z]+-/u.exec(id)?.[0] ?? ''}${how.ids}${id.slice(-7)}` } : {}),
    ...(typeof model === 'string' && how.dated ? { model: `${model}-2026-05-01` } : {}),
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
  const data = frame.slice('data: '.length).trimEnd();
  const text = how.indented && data.startsWith('{') ? JSON.stringify(JSON.parse(data), null, 1) : data;
  const lines = text.split('\n').map((line) => `data:${how.spaceless ? '' : ' '}${line}\n`);
  const comment = how.commentEvery > 0 && n % how.commentEvery === 0 ? ': still here\n\n' : '';
  return `${comment}${lines.join('')}\n`.replaceAll('\n', how.lineEnd);
}
