import type { Check } from '../checks/check.js';
import type { SchemaName } from '../model/claim.js';
import type { InputError } from '../model/input-error.js';
import type { AuthScheme, Doc, Spec } from '../model/spec.js';
import { quote } from '../wire/quote.js';
import { crossCheck } from './cross-check.js';
import { duplicates } from './duplicates.js';
import { didYouMean } from './nearest.js';
import { parseClaims } from './parse-claims.js';
import { parseExamples, type ExampleEntry } from './parse-examples.js';
import { parseSchema, type ParsedSchema } from './parse-schema.js';
import type { Standard } from './parse-standard.js';
import { checkShape } from './shape.js';
import { fileFails, type Source } from './source.js';
import { specShape } from './spec-shape.js';
import { parseYaml } from './yaml-source.js';

/** What a spec is parsed against. */
export interface SpecContext {
  /** The spec's folder as the user knows it; file errors name files in it. */
  readonly folder: string;
  /** The common standards, by id. */
  readonly standards: ReadonlyMap<string, Standard>;
  /** The checks that claims may name. */
  readonly checks: readonly Check[];
  /** A digest over files, in hex (hashing is not core's). */
  digest(files: ReadonlyMap<string, string>): string;
}

type Written = Omit<Spec, 'auth' | 'claims' | 'schemas' | 'examples' | 'sha256'> & {
  readonly auth: readonly (Partial<AuthScheme> & Pick<AuthScheme, 'id' | 'header' | 'claim'>)[];
  readonly standards: readonly string[];
  readonly examples: readonly ExampleEntry[];
};

const SCHEMAS: readonly SchemaName[] = ['request', 'response', 'chunk', 'error', 'models'];
const absent = { modelsPath: null, standards: [], auth: [], terminator: null, errata: [], contradictions: [] };

/**
 * Parses the folder of a spec. Never throws; what is wrong comes back with file, line, column and a suggestion.
 * @param files the folder's texts, by path relative to it: spec.yaml, claims.yaml, *.schema.json, examples/*.json
 */
export function parseSpec(
  files: ReadonlyMap<string, string>,
  context: SpecContext,
): { readonly spec: Spec } | { readonly errors: readonly InputError[] } {
  const { folder, standards, checks } = context;
  const text = files.get('spec.yaml');
  if (text === undefined) return { errors: [fileFails(`${folder}/spec.yaml`, 'The file is missing.')] };
  const read = parseYaml(text, `${folder}/spec.yaml`);
  if ('errors' in read) return read;
  const { source } = read;
  const misshapen = checkShape(specShape, source);
  if (misshapen.length > 0) return { errors: misshapen };
  // Held to its shape just above.
  const written = { ...absent, ...(source.value as object) } as unknown as Written;

  const errors: InputError[] = [
    ...(['docs', 'auth', 'examples', 'errata', 'contradictions'] as const).flatMap((key) =>
      duplicates(source, [key], written[key]),
    ),
    ...strayFiles(files, folder, written.examples),
  ];
  const schemas = new Map<SchemaName, ParsedSchema>();
  for (const name of SCHEMAS) {
    const json = files.get(`${name}.schema.json`);
    const parsed = json === undefined ? null : parseSchema(json, `${folder}/${name}.schema.json`);
    if (parsed !== null && 'errors' in parsed) errors.push(...parsed.errors);
    else if (parsed !== null) schemas.set(name, parsed.parsed);
  }
  const docs = written.docs.map(({ id }) => id);
  const claimsFile = `${folder}/claims.yaml`;
  const claimsText = files.get('claims.yaml');
  if (claimsText === undefined) return { errors: [...errors, fileFails(claimsFile, 'The file is missing.')] };
  const own = parseClaims(claimsText, claimsFile, { owner: written.id, docs, checks });
  const named = nameStandards(written.standards, standards, source, errors);
  if ('errors' in own) return { errors: [...errors, ...own.errors] };
  // A schema that is wrong in itself would make everything that names it look wrong.
  if (errors.length > 0) return { errors };

  const { examples, errors: rejected } = parseExamples(written.examples, files, folder, schemas, source);
  const claims = [...own.claims, ...named.flatMap((standard) => standard.claims)];
  errors.push(...rejected, ...crossCheck({ source, claims: own, all: claims, schemas, written }));
  if (errors.length > 0) return { errors };

  const { standards: _, ...head } = written;
  const spec: Spec = {
    ...head,
    auth: written.auth.map((scheme) => ({ prefix: '', headers: {}, ...scheme })),
    sha256: context.digest(withStandards(files, named)),
    docs: mergeDocs(written.docs, named),
    schemas: Object.fromEntries([...schemas].map(([name, { schema }]) => [name, schema])),
    claims,
    examples,
  };
  return { spec };
}

function nameStandards(
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
  const fixed = ['spec.yaml', 'claims.yaml', ...SCHEMAS.map((name) => `${name}.schema.json`)];
  const known = new Set([...fixed, ...examples.map(({ file }) => file)]);
  return [...files.keys()]
    .filter((name) => !known.has(name) && !name.endsWith('.md'))
    .map((name) => fileFails(`${folder}/${name}`, 'Nothing names this file.', didYouMean(name, fixed)));
}

function withStandards(
  files: ReadonlyMap<string, string>,
  standards: readonly Standard[],
): ReadonlyMap<string, string> {
  const theirs = standards.flatMap(({ id, files: texts }) =>
    [...texts].map(([name, text]): [string, string] => [`standards/${id}/${name}`, text]),
  );
  return new Map([...files, ...theirs]);
}

function mergeDocs(docs: readonly Doc[], standards: readonly Standard[]): readonly Doc[] {
  const known = new Set(docs.map(({ id }) => id));
  const theirs = standards.flatMap((standard) => standard.docs).filter(({ id }) => !known.has(id) && known.add(id));
  return [...docs, ...theirs];
}
