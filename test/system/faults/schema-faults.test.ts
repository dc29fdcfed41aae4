import { describe, expect, test } from 'vitest';
import type { Divergence } from '../../../src/core/model/divergence.js';
import type { JsonObject } from '../../../src/core/model/json.js';
import { generalPlace } from '../../../src/core/wire/place.js';
import { compileSchema } from '../../../src/core/schema/validator.js';
import { sweptSpecs } from '../../support/specs-and-suites.js';
import { judgeDocument } from './judge-document.js';
import { readList } from './read-list.js';
import { schemaFaults } from './schema-faults.js';

const survivors = await readList(new URL('schema-survivors.yaml', import.meta.url));
const what = ({ check, kind, at }: Divergence): string => `${check} ${kind} ${generalPlace(at)}`;

describe.each(sweptSpecs.map((spec) => [spec.id, spec] as const))('schema faults of %s', (_, spec) => {
  test('each is reported at exactly its path, or is on the list', { timeout: 120_000 }, () => {
    const before = new Map<JsonObject, ReadonlySet<string>>();
    const unreported = schemaFaults(spec).filter(({ schema, path, complete, broken }) => {
      const known = before.get(complete) ?? new Set(judgeDocument(spec, schema, complete).map(what));
      before.set(complete, known);
      const place = `${schema === 'chunk' ? 'chunk' : 'body'} ${path}`;
      return !judgeDocument(spec, schema, broken).some(
        (each) => generalPlace(each.at) === place && !known.has(what(each)),
      );
    });
    const listed = survivors.entries.filter(({ id }) => id.startsWith(`${spec.id} `));
    expect(unreported.map(({ id }) => id).toSorted()).toEqual(listed.map(({ id }) => id).toSorted());
  });
});

test('the samples that are broken are whole before', () => {
  const unfit = sweptSpecs.flatMap((spec) =>
    [...new Map(schemaFaults(spec).map(({ schema, complete }) => [schema, complete]))].flatMap(([schema, complete]) =>
      compileSchema(spec.schemas[schema] ?? {}).fits(complete) ? [] : [`${spec.id} ${schema}`],
    ),
  );
  expect(unfit).toEqual([]);
});

test('the list of survivors only shrinks', () => {
  expect(survivors.entries.length).toBe(survivors.size);
  expect(survivors.entries.filter(({ reason }) => reason.length < 20)).toEqual([]);
});
