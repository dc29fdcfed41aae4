import type { Check } from '../dialect/check.js';
import { COMMON_MISTAKES, type Claim } from '../model/claim.js';
import type { Json } from '../model/json.js';
import { fail, ok, type Result } from '../model/result.js';
import type { Doc } from '../model/spec.js';
import { checkShape } from './check-shape.js';
import { parseClaims } from './parse-claims.js';
import { parseYaml } from './parse-yaml.js';
import { duplicateIds, fileError } from './source.js';
import { standardShape } from './spec-shape.js';

/** A common standard, such as SSE. Its claims apply to every spec that names it. */
export interface Standard {
  readonly id: string;
  readonly title: string;
  readonly docs: readonly Doc[];
  readonly claims: readonly Claim[];
  /** The content of its files, by path relative to its folder. */
  readonly contents: ReadonlyMap<string, Json>;
}

/**
 * Parses the folder of a standard: `standard.yaml` and `claims.yaml`.
 * @param files their texts, by path relative to the folder
 * @param context.folder the folder as the user knows it
 * @param context.checks the checks that claims may name
 */
export function parseStandard(
  files: ReadonlyMap<string, string>,
  context: { readonly folder: string; readonly checks: readonly Check[] },
): Result<Standard> {
  const { folder, checks } = context;
  const read = parseYaml(files.get('standard.yaml') ?? '', `${folder}/standard.yaml`);
  if (!read.ok) return read;
  const source = read.value;
  const misshapen = checkShape(standardShape, source);
  if (misshapen.length > 0) return fail(misshapen);
  // The shape was checked just before.
  const head = source.value as unknown as Pick<Standard, 'id' | 'title' | 'docs'>;
  const duplicates = duplicateIds(source, ['docs'], head.docs);
  const text = files.get('claims.yaml');
  if (text === undefined) {
    const missing = fileError(`${folder}/claims.yaml`, 'The file is missing.', 'It has `claims:`, a list.');
    return fail([...duplicates, missing]);
  }
  const docs = head.docs.map(({ id }) => id);
  const parsed = parseClaims(text, `${folder}/claims.yaml`, {
    owner: head.id,
    docs,
    checks,
    mistakes: COMMON_MISTAKES,
    nodes: new Map(),
  });
  if (!parsed.ok) return fail([...duplicates, ...parsed.errors]);
  const { claims } = parsed.value;
  const errors = [...duplicates, ...duplicateIds(parsed.value.source, ['claims'], claims)];
  if (errors.length > 0) return fail(errors);
  const contents = new Map([
    ['standard.yaml', source.value],
    ['claims.yaml', parsed.value.source.value],
  ]);
  return ok({ ...head, claims, contents });
}
