import type { Check } from '../checks/check.js';
import type { Claim } from '../model/claim.js';
import type { InputError } from '../model/input-error.js';
import type { Doc } from '../model/spec.js';
import { duplicates } from './duplicates.js';
import { parseClaims } from './parse-claims.js';
import { checkShape } from './shape.js';
import { fileFails } from './source.js';
import { standardShape } from './spec-shape.js';
import { parseYaml } from './yaml-source.js';

/** A common standard, such as SSE, whose claims bind every provider that promises it. */
export interface Standard {
  readonly id: string;
  readonly title: string;
  readonly docs: readonly Doc[];
  readonly claims: readonly Claim[];
  /** Its files by their path in its folder, as they were read. */
  readonly files: ReadonlyMap<string, string>;
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
): { readonly standard: Standard } | { readonly errors: readonly InputError[] } {
  const { folder, checks } = context;
  const read = parseYaml(files.get('standard.yaml') ?? '', `${folder}/standard.yaml`);
  if ('errors' in read) return read;
  const misshapen = checkShape(standardShape, read.source);
  if (misshapen.length > 0) return { errors: misshapen };
  // Held to its shape just above.
  const head = read.source.value as unknown as Pick<Standard, 'id' | 'title' | 'docs'>;
  const twice = duplicates(read.source, ['docs'], head.docs);
  const text = files.get('claims.yaml');
  if (text === undefined) {
    return {
      errors: [...twice, fileFails(`${folder}/claims.yaml`, 'The file is missing.', 'A list of claims, or [].')],
    };
  }
  const docs = head.docs.map(({ id }) => id);
  const parsed = parseClaims(text, `${folder}/claims.yaml`, { owner: head.id, docs, checks });
  if ('errors' in parsed) return { errors: [...twice, ...parsed.errors] };
  const errors = [...twice, ...duplicates(parsed.source, [], parsed.claims)];
  return errors.length > 0 ? { errors } : { standard: { ...head, claims: parsed.claims, files } };
}
