import { checkSendable } from './sendable-headers.js';
import type { Check } from '../dialect/check.js';
import type { Dialect } from '../dialect/dialect.js';
import { COMMON_MISTAKES, SCHEMA_NAMES, type SchemaName } from '../model/claim.js';
import { type InputError, fail, ok, type Result } from '../model/result.js';
import type { AuthScheme, Doc, Example, Spec } from '../model/spec.js';
import { isObject } from '../wire/json.js';
import { pointer as formatPointer, pointerSteps } from '../wire/pointer.js';
import { quote } from '../wire/quote.js';
import { checkShape } from './check-shape.js';
import { crossCheck } from './cross-check.js';
import { digestContents, type SpecFiles } from './digest-contents.js';
import { parseClaims, type SchemaHolder } from './parse-claims.js';
import { parseSchema, type ParsedSchema } from './parse-schema.js';
import type { Standard } from './parse-standard.js';
import { parseJson, parseYaml } from './parse-yaml.js';
import { duplicateIds, fileError, type Source } from './source.js';
import { specShape } from './spec-shape.js';
import { didYouMean } from './suggestion.js';
import { compileSchema } from '../schema/validator.js';

/** What a spec is parsed with. */
export interface SpecContext {
  /** The spec's folder as the user knows it; errors name files in it. */
  readonly folder: string;
  /** The common standards, by id. */
  readonly standards: ReadonlyMap<string, Standard>;
  /** The checks that claims may name. */
  readonly checks: readonly Check[];
  /** The dialects that a spec may name, by id. */
  readonly dialects: ReadonlyMap<string, Pick<Dialect, 'features' | 'mistakes'>>;
  /** A digest over files, in hex. Core does not hash. */
  readonly digest: (files: ReadonlyMap<string, string>) => string;
}

/** An entry of `examples` in `spec.yaml`. */
type ExampleEntry = Omit<Example, 'value'> & { readonly file: string };

/** `spec.yaml` with the defaults of the keys that it leaves out. */
type SpecHead = Omit<Spec, 'auth' | 'claims' | 'schemas' | 'examples' | 'sha256' | 'meaning'> & {
  readonly auth: readonly (Partial<AuthScheme> & Pick<AuthScheme, 'id' | 'header' | 'claim'>)[];
  readonly standards: readonly string[];
  readonly examples: readonly ExampleEntry[];
};

type Schemas = ReadonlyMap<SchemaName, ParsedSchema>;

/** What the last `spec import` or `spec update` wrote, without later edits. No other command reads it. */
export const IMPORTED_FILE = 'imported.json';

const DEFAULTS = {
  modelsPath: null,
  standards: [],
  auth: [],
  headers: {},
  modelDifferences: [],
  versions: [],
  requestDefaults: [],
  terminator: null,
  errata: [],
  contradictions: [],
};

/**
 * Parses the folder of a spec. Never throws; each error has its file, line, column and a suggestion.
 * @param files the texts of the folder, by relative path: spec.yaml, claims.yaml, *.schema.json, examples/*.json
 */
export function parseSpec(files: ReadonlyMap<string, string>, context: SpecContext): Result<Spec> {
  const { folder, checks } = context;
  const text = files.get('spec.yaml');
  if (text === undefined) return fail([fileError(`${folder}/spec.yaml`, 'The file is missing.')]);
  const read = parseYaml(text, `${folder}/spec.yaml`);
  if (!read.ok) return read;
  const source = read.value;
  const misshapen = checkShape(specShape, source);
  if (misshapen.length > 0) return fail(misshapen);
  // The shape was checked just before.
  const head = { ...DEFAULTS, ...(source.value as object) } as unknown as SpecHead;

  const dialect = context.dialects.get(head.dialect);
  if (dialect === undefined) {
    const hint = didYouMean(head.dialect, [...context.dialects.keys()]);
    return fail([source.fail(['dialect'], `There is no dialect ${quote(head.dialect)}.`, hint)]);
  }
  const mistakes = [...COMMON_MISTAKES, ...dialect.mistakes.keys()];
  const errors: InputError[] = [
    ...(['docs', 'auth', 'examples', 'errata', 'contradictions'] as const).flatMap((key) =>
      duplicateIds(source, [key], head[key]),
    ),
    ...strayFiles(files, folder, head.examples),
    ...checkSendable(source, ['headers'], head.headers),
    ...head.auth.flatMap(({ header, prefix = '', headers }, n) => [
      ...checkSendable(source, ['auth', n], { [header]: `${prefix}key` }),
      ...checkSendable(source, ['auth', n, 'headers'], headers),
    ]),
  ];
  const schemas = parseSchemas(files, folder, errors);
  const docs = head.docs.map(({ id }) => id);
  const claimsFile = `${folder}/claims.yaml`;
  const claimsText = files.get('claims.yaml');
  if (claimsText === undefined) return fail([...errors, fileError(claimsFile, 'The file is missing.')]);
  const own = parseClaims(claimsText, claimsFile, { owner: head.id, docs, checks, mistakes, nodes: nodesOf(schemas) });
  const standards = findStandards(head.standards, context.standards, source, errors);
  if (!own.ok) return fail([...errors, ...own.errors]);
  // An invalid schema would cause an error for everything that refers to it.
  if (errors.length > 0) return fail(errors);

  const examples = parseExamples(head.examples, files, folder, schemas, source, errors);
  const claims = [...own.value.claims, ...standards.flatMap((standard) => standard.claims)];
  errors.push(...crossCheck({ source, claims: own.value, all: claims, schemas, head, features: dialect.features }));
  if (errors.length > 0) return fail(errors);

  const { standards: _, ...rest } = head;
  return ok({
    ...rest,
    auth: head.auth.map((scheme) => ({ prefix: '', headers: {}, ...scheme })),
    ...digestContents(contentsOf(source, own.value.source, schemas, examples, standards), context.digest),
    docs: mergeDocs(head.docs, standards),
    schemas: Object.fromEntries([...schemas].map(([name, { schema }]) => [name, schema])),
    claims,
    examples,
  });
}

/** The nodes that name each claim. */
function nodesOf(schemas: Schemas): ReadonlyMap<string, readonly SchemaHolder[]> {
  const nodes = new Map<string, SchemaHolder[]>();
  for (const [schema, { claimed }] of schemas) {
    for (const { claim, path } of claimed) {
      const node = { by: 'schema', schema, pointer: formatPointer(...path) } as const;
      nodes.set(claim, [...(nodes.get(claim) ?? []), node]);
    }
  }
  return nodes;
}

function parseSchemas(files: ReadonlyMap<string, string>, folder: string, errors: InputError[]): Schemas {
  const schemas = new Map<SchemaName, ParsedSchema>();
  for (const name of SCHEMA_NAMES) {
    const json = files.get(`${name}.schema.json`);
    if (json === undefined) continue;
    const parsed = parseSchema(json, `${folder}/${name}.schema.json`);
    if (parsed.ok) schemas.set(name, parsed.value);
    else errors.push(...parsed.errors);
  }
  return schemas;
}

/** Parses the worked examples and validates each against its schema. */
function parseExamples(
  entries: readonly ExampleEntry[],
  files: ReadonlyMap<string, string>,
  folder: string,
  schemas: Schemas,
  source: Source,
  errors: InputError[],
): readonly Example[] {
  return entries.flatMap(({ id, doc, schema, file }, n): readonly Example[] => {
    const text = files.get(file);
    if (text === undefined) {
      const known = [...files.keys()].filter((name) => name.startsWith('examples/'));
      errors.push(source.fail(['examples', n, 'file'], `There is no file ${quote(file)}.`, didYouMean(file, known)));
      return [];
    }
    const read = parseJson(text, `${folder}/${file}`);
    if (!read.ok) {
      errors.push(...read.errors);
      return [];
    }
    const { value } = read.value;
    if (!isObject(value)) {
      errors.push(read.value.fail([], 'An example must be a JSON object.'));
      return [];
    }
    const parsed = schemas.get(schema);
    if (parsed === undefined) {
      const reason = `There is no ${schema}.schema.json for it.`;
      errors.push(source.fail(['examples', n, 'schema'], reason, didYouMean(schema, [...schemas.keys()])));
      return [];
    }
    for (const { pointer, keyword, params } of compileSchema(parsed.schema).validate(value)) {
      const reason = `${schema}.schema.json rejects this example at ${quote(pointer)}: ${keyword} ${quote(params)}.`;
      const hint = 'A schema must accept every worked example of its documents.';
      errors.push(read.value.fail(pointerSteps(pointer), reason, hint));
    }
    return [{ id, doc, schema, value }];
  });
}

function findStandards(
  names: readonly string[],
  known: ReadonlyMap<string, Standard>,
  source: Source,
  errors: InputError[],
): readonly Standard[] {
  return names.flatMap((name, n) => {
    const standard = known.get(name);
    if (standard !== undefined) return [standard];
    const near = didYouMean(name, [...known.keys()]);
    errors.push(source.fail(['standards', n], `There is no standard ${quote(name)}.`, near));
    return [];
  });
}

function strayFiles(
  files: ReadonlyMap<string, string>,
  folder: string,
  examples: readonly ExampleEntry[],
): readonly InputError[] {
  const fixed = ['spec.yaml', 'claims.yaml', ...SCHEMA_NAMES.map((name) => `${name}.schema.json`)];
  const known = new Set([...fixed, IMPORTED_FILE, ...examples.map(({ file }) => file)]);
  return [...files.keys()]
    .filter((name) => !known.has(name) && !name.endsWith('.md'))
    .map((name) => fileError(`${folder}/${name}`, 'Nothing names this file.', didYouMean(name, fixed)));
}

/** The content of every file. */
function contentsOf(
  head: Source,
  claims: Source,
  schemas: Schemas,
  examples: readonly Example[],
  standards: readonly Standard[],
): SpecFiles {
  return new Map([
    ['spec.yaml', head.value],
    ['claims.yaml', claims.value],
    ...[...schemas].map(([name, { source }]) => [`${name}.schema.json`, source.value] as const),
    ...examples.map(({ id, value }) => [`examples/${id}`, value] as const),
    ...standards.flatMap((standard) =>
      [...standard.contents].map(([name, value]) => [`standards/${standard.id}/${name}`, value] as const),
    ),
  ]);
}

function mergeDocs(docs: readonly Doc[], standards: readonly Standard[]): readonly Doc[] {
  const known = new Set(docs.map(({ id }) => id));
  const added = standards.flatMap((standard) => standard.docs).filter(({ id }) => !known.has(id) && known.add(id));
  return [...docs, ...added];
}
