import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { checks } from '../../../src/core/judge/checks.js';
import type { Json } from '../../../src/core/model/json.js';
import { errors, specs } from '../../support/specs-and-suites.js';

/** The ids that other people's scripts rely on. */
const CONTRACT = ['cryptgpt', 'generalcompute', 'gpt-ge', 'greenpt', 'openai'];

// Read off the founding documents; each is one thing that they say.
const seeds = JSON.parse(readFileSync(new URL('seed-claim-ids.json', import.meta.url), 'utf8')) as readonly string[];

/** An ajv of the test's own, so that the loader's word is not taken for it. */
function makeAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  ajv.addKeyword({ keyword: 'x-claim', schemaType: 'string' });
  ajv.addKeyword({ keyword: 'x-unsent', schemaType: 'boolean' });
  formats.default(ajv);
  return ajv;
}

function claimsIn(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'x-claim' && typeof inner === 'string' ? [inner] : claimsIn(inner),
  );
}

function patternsIn(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'pattern' && typeof inner === 'string') return [inner];
    const names = key === 'patternProperties' && typeof inner === 'object' ? Object.keys(inner ?? {}) : [];
    return [...names, ...patternsIn(inner)];
  });
}

test('every spec loads without a word', () => {
  expect(errors).toEqual([]);
  const files = readdirSync('specs', { recursive: true, encoding: 'utf8' });
  expect(specs).toHaveLength(files.filter((file) => basename(file) === 'spec.yaml').length);
  const ids = specs.map(({ id }) => id);
  expect(ids.filter((id) => CONTRACT.includes(id))).toEqual(CONTRACT);
});

test('every seed claim is in exactly one spec, once', () => {
  expect(new Set(seeds).size).toBe(263);
  const own = specs.flatMap((spec) => spec.claims.filter((claim) => claim.spec === spec.id).map(({ id }) => id));
  const counts = new Map(seeds.map((id) => [id, own.filter((each) => each === id).length]));
  expect([...counts].filter(([, count]) => count !== 1)).toEqual([]);
});

describe.each(specs.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const known = new Map(spec.claims.map((claim) => [claim.id, claim]));
  const validators = new Map<string, ValidateFunction>();

  test('its schemas compile in strict mode', () => {
    for (const [name, schema] of Object.entries(spec.schemas)) validators.set(name, makeAjv().compile(schema));
    expect(validators.size).toBeGreaterThan(1);
  });

  // The build compiles them to code that runs these patterns natively, on texts of servers.
  test('its patterns take linear time', () => {
    const written = patternsIn(Object.values(spec.schemas));
    const slow = written.filter((each) => !each.startsWith('^') || (each.match(/[*+?{]/g)?.length ?? 0) > 1);
    expect(slow).toEqual([]);
  });

  test('every worked example of its documents is accepted', () => {
    expect(spec.examples.length).toBeGreaterThan(0);
    for (const { id, schema, value } of spec.examples) {
      const validate = validators.get(schema);
      if (validate === undefined) throw new Error(`${id}: there is no ${schema} schema`);
      validate(value);
      expect([id, validate.errors ?? []]).toEqual([id, []]);
    }
  });

  test('every claim is held by something, or says why nothing can', () => {
    const unheld = spec.claims.filter((claim) => claim.heldBy.length > 0 === (claim.uncheckable !== null));
    expect(unheld.map(({ id }) => id)).toEqual([]);
  });

  test('every claim has its quotation and the page of it', () => {
    const docs = new Set(spec.docs.map(({ id }) => id));
    const loose = spec.claims.filter((claim) => !docs.has(claim.doc));
    expect(loose.map(({ id }) => id)).toEqual([]);
    const wordless = spec.claims.filter(({ basis, quote }) => basis !== 'silent' && quote === null);
    expect(wordless.map(({ id }) => id)).toEqual([]);
  });

  test('every x-claim exists', () => {
    const named = Object.values(spec.schemas).flatMap(claimsIn);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  test('silence asserts nothing', () => {
    const silent = spec.claims.filter(({ basis, levelReason }) => basis === 'silent' && levelReason === null);
    expect(silent.filter(({ level }) => level !== 'note').map(({ id }) => id)).toEqual([]);
    const promised = Object.values(spec.features).filter((id) => known.get(id)?.basis === 'silent');
    expect(promised).toEqual([]);
  });

  test('every check that a claim names exists', () => {
    const ids = new Set(checks.map(({ id }) => id));
    const named = spec.claims.flatMap(({ heldBy }) =>
      heldBy.flatMap((each) => (each.by === 'check' ? [each.check] : [])),
    );
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });
});
