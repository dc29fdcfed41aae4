import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/model/json.js';
import { compileSchema } from '../../../src/core/schema/validator.js';
import { asArray, asObject, isObject } from '../../../src/core/wire/json.js';
import { valueAt } from '../../../src/core/wire/pointer.js';
import { specs } from '../../support/specs-and-suites.js';

const spec = specs.find(({ id }) => id === 'openai');
if (spec === undefined) throw new Error('the spec of OpenAI does not load');

const REASONS = ['stop', 'length', 'tool_calls', 'content_filter', 'function_call'];

/** What OpenAI publishes at the place of an erratum, read by the letter. */
interface Published {
  readonly erratum: string;
  readonly node: JsonObject;
  /** Examples of OpenAI's own that it rejects. */
  readonly rejects: readonly string[];
}

const published: readonly Published[] = [
  {
    erratum: 'chunk-finish-reason',
    node: { type: 'string', enum: REASONS },
    rejects: ['streaming-chunk-1', 'streaming-chunk-2', 'chunk-object-1', 'chunk-object-2'],
  },
  {
    erratum: 'chunk-logprobs',
    node: { type: 'object' },
    rejects: [
      'streaming-chunk-1',
      'streaming-chunk-2',
      'streaming-chunk-3',
      'chunk-object-1',
      'chunk-object-2',
      'chunk-object-3',
    ],
  },
  { erratum: 'system-fingerprint', node: { type: 'string' }, rejects: ['logprobs-completion'] },
];

/** Members that OpenAI publishes as required, and where. */
const required = [
  {
    erratum: 'message-refusal',
    owner: '/properties/choices/items/properties/message',
    member: 'refusal',
    rejects: ['functions-completion', 'logprobs-completion'],
  },
  {
    erratum: 'logprobs-refusal',
    owner: '/properties/choices/items/properties/logprobs/allOf/0',
    member: 'refusal',
    rejects: ['logprobs-completion'],
  },
];

/** A copy of a schema in which the node at a pointer was changed. */
function withNode(schema: JsonObject, pointer: string, change: (node: JsonObject) => JsonObject): JsonObject {
  const [, key, ...rest] = pointer.split('/');
  if (key === undefined) return change(schema);
  const below = rest.length === 0 ? '' : `/${rest.join('/')}`;
  const inner = schema[key];
  if (isObject(inner)) return { ...schema, [key]: withNode(inner, below, change) };
  // A list: its first steps are an index and the node there.
  const [, index, ...others] = below.split('/');
  const list = asArray(inner).map((each, n) =>
    String(n) === index && isObject(each)
      ? withNode(each, others.length === 0 ? '' : `/${others.join('/')}`, change)
      : each,
  );
  return { ...schema, [key]: list };
}

function rejected(erratum: string, pointer: string, change: (node: JsonObject) => JsonObject): readonly string[] {
  const entry = spec?.errata.find(({ id }) => id === erratum);
  const schema = entry && spec?.schemas[entry.schema];
  if (!entry || !schema) throw new Error(`there is no erratum ${erratum}`);
  const strict = compileSchema(withNode(schema, pointer, change));
  const examples = spec?.examples.filter((example) => example.schema === entry.schema) ?? [];
  return examples.filter(({ value }) => strict.validate(value).length > 0).map(({ id }) => id);
}

describe('what OpenAI publishes rejects its own examples', () => {
  test.each(published)('$erratum', ({ erratum, node, rejects }) => {
    const pointer = spec.errata.find(({ id }) => id === erratum)?.pointer ?? '';
    expect([...rejected(erratum, pointer, () => node)].toSorted()).toEqual([...rejects].toSorted());
  });

  test.each(required)('$erratum', ({ erratum, owner, member, rejects }) => {
    const add = (node: JsonObject): JsonObject => ({
      ...node,
      required: [...(Array.isArray(node['required']) ? node['required'] : []), member],
    });
    expect([...rejected(erratum, owner, add)].toSorted()).toEqual([...rejects].toSorted());
  });
});

test('each erratum points to a node of its schema and states what is published and practised', () => {
  expect(spec.errata.length).toBeGreaterThan(10);
  for (const { id, schema, pointer, published: said, practised } of spec.errata) {
    expect([id, asObject(valueAt(spec.schemas[schema] ?? {}, pointer) ?? null) !== null]).toEqual([id, true]);
    expect(said).not.toBe(practised);
  }
});
