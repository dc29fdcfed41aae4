import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../core/model/json.js';
import { type InputError, fail, ok, type Result } from '../core/model/result.js';
import {
  compareContents,
  statementsOf,
  type DocumentChange,
  type SpecContents,
} from '../core/openapi/compare-claims.js';
import type { Draft } from '../core/openapi/make-draft.js';
import { isSame, mergeJson } from '../core/openapi/merge-json.js';
import { editContent } from '../core/openapi/write-contents.js';
import { IMPORTED_FILE } from '../core/spec/parse-spec.js';
import { parseJson, parseYaml } from '../core/spec/parse-yaml.js';
import { fileError } from '../core/spec/source.js';
import { readFolder } from '../io/files/read-folder.js';
import { readOpenApi } from '../io/files/read-openapi.js';
import { asArray, asObject, asString } from '../core/wire/json.js';
import { fillInside, nameFolder } from '../io/files/write-folder.js';
import { draftOf, writeSpec, writeValidSpec } from './import-spec.js';

/** A change of the document, and what became of it in the folder. */
export interface UpdatedClaim extends DocumentChange {
  /** `taken` over, or `kept` as a person had edited it. */
  readonly outcome: 'taken' | 'kept';
}

/** What a later document says in another way. */
export interface SpecUpdate {
  /** The day on which the earlier document was read. */
  readonly before: string;
  readonly changes: readonly UpdatedClaim[];
  readonly notes: Draft['notes'];
}

/** The folder of a spec, and a later document. */
export interface UpdateRequest {
  readonly folder: string;
  readonly file: string;
  /** Another address of the document, for links. */
  readonly url: string | null;
  /** Whether only to compare. */
  readonly dryRun: boolean;
  readonly now: Date;
}

/**
 * Imports a later document of a spec, compares it with the earlier one, and writes what changed into the folder. What a
 * person edited stays. Nothing is written if the result is no valid spec.
 */
export async function updateSpec(request: UpdateRequest): Promise<Result<SpecUpdate>> {
  const { folder, now } = request;
  const own = readContents(folder);
  if (!own.ok) return own;
  const { texts, contents, imported } = own.value;
  const head = asObject(contents.get('spec.yaml')) ?? {};
  const read = await readOpenApi(request.file);
  if (!read.ok) return read;
  const { operation, ...named } = asObject(head['imported']) ?? {};
  const doc = asArray(head['docs']).flatMap((each) => (asObject(each)?.['id'] === 'openapi' ? [each] : []))[0];
  const before = asObject(doc) ?? {};
  const draft = draftOf(read.value, {
    id: asString(head['id']) ?? '',
    operation: asString(operation) ?? '',
    named: { chunk: asString(named['chunk']) ?? undefined, error: asString(named['error']) ?? undefined },
    url: request.url ?? asString(before['url']),
    now,
  });
  if (!draft.ok) return draft;
  const next = draft.value.contents;
  const merged = merge(imported, contents, next);
  const [wanted, is] = [statementsOf(next), statementsOf(merged)];
  const update: SpecUpdate = {
    before: asString(before['read']) ?? '',
    changes: compareContents(imported, next).map((change) => ({
      ...change,
      outcome: isSame(wanted.get(change.at), is.get(change.at)) ? 'taken' : 'kept',
    })),
    notes: draft.value.notes,
  };
  if (request.dryRun) return ok(update);
  const files = [...merged].flatMap(([name, value]): readonly (readonly [string, string])[] =>
    isSame(contents.get(name), value) ? [] : [[name, editContent(name, texts.get(name) ?? '', value)]],
  );
  const valid = await validate(folder, new Map([...texts, ...files]), merged);
  if (!valid.ok) return fail(valid.errors.map((error) => ({ ...error, suggestion: `${folder} is unchanged.` })));
  const written = await fillInside(folder, async (temporary) => writeSpec(temporary, new Map(files), next));
  if (!written.ok) return written;
  for (const name of contents.keys()) if (!merged.has(name)) await rm(join(folder, name));
  return ok(update);
}

interface OwnContents {
  readonly texts: ReadonlyMap<string, string>;
  /** As they are. */
  readonly contents: SpecContents;
  /** As the last import wrote them. */
  readonly imported: SpecContents;
}

function readContents(folder: string): Result<OwnContents> {
  const errors: InputError[] = [];
  const all = readFolder(folder, errors);
  if (errors.length > 0) return fail(errors);
  const record = all.get(IMPORTED_FILE);
  if (record === undefined) {
    const hint =
      'conformance spec import writes it with the draft. Import the document into another folder and compare.';
    return fail([fileError(join(folder, IMPORTED_FILE), 'There is no such file: the spec was not imported.', hint)]);
  }
  const texts = new Map([...all].filter(([name]) => /\.(?:yaml|json)$/u.test(name) && name !== IMPORTED_FILE));
  const contents = new Map<string, Json>();
  for (const [name, text] of [...texts, [IMPORTED_FILE, record] as const]) {
    const parsed = (name.endsWith('.yaml') ? parseYaml : parseJson)(text, join(folder, name));
    if (!parsed.ok) return parsed;
    contents.set(name, parsed.value.value);
  }
  const imported = new Map(Object.entries(asObject(contents.get(IMPORTED_FILE)) ?? {}));
  contents.delete(IMPORTED_FILE);
  return ok({ texts, contents, imported });
}

function merge(base: SpecContents, own: SpecContents, next: SpecContents): SpecContents {
  const merged = mergeJson(
    { base: Object.fromEntries(base), own: Object.fromEntries(own), next: Object.fromEntries(next) },
    '',
    [],
  );
  return new Map(Object.entries(asObject(merged) ?? {}));
}

/** Reads files as every command will, from a temporary folder. */
async function validate(
  folder: string,
  texts: ReadonlyMap<string, string>,
  merged: SpecContents,
): Promise<Result<void>> {
  const temporary = await mkdtemp(join(tmpdir(), 'conformance-spec-'));
  try {
    const valid = await writeValidSpec(temporary, new Map([...texts].filter(([name]) => merged.has(name))), merged);
    return valid.ok ? valid : fail(nameFolder(valid.errors, temporary, folder));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
