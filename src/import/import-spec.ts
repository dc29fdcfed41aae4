import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checks } from '../core/judge/checks.js';
import { dialects } from '../core/dialect/index.js';
import { fail, ok, type Result } from '../core/model/result.js';
import type { SpecContents } from '../core/openapi/compare-claims.js';
import type { NamedSchemas } from '../core/openapi/find-schemas.js';
import { makeDraft, type Draft } from '../core/openapi/make-draft.js';
import { IMPORTED_FILE } from '../core/spec/parse-spec.js';
import { readOpenApi, type ReadOpenApi } from '../io/files/read-openapi.js';
import { readOwnSpecs } from '../io/files/read-specs.js';
import { SPECS_FOLDER } from '../io/files/load-specs.js';
import { SHARED, writeFileWhole } from '../io/files/write-file.js';
import { writeFolder } from '../io/files/write-folder.js';

/** The document to import, and the operation in it. */
export interface ImportRequest {
  readonly file: string;
  readonly id: string;
  readonly operation: string;
  readonly named: NamedSchemas;
  readonly url: string | null;
  /** The folder of the draft: new, or empty. */
  readonly out: string;
  readonly now: Date;
}

/** Writes the draft of a spec from an OpenAPI document if every command can read it. Otherwise nothing is written. */
export async function importSpec(request: ImportRequest): Promise<Result<Draft>> {
  const { out } = request;
  const read = await readOpenApi(request.file);
  if (!read.ok) return read;
  const draft = draftOf(read.value, request);
  if (!draft.ok) return draft;
  const { files, contents } = draft.value;
  const hint = 'Name another with --out, or use conformance spec update.';
  const written = await writeFolder(out, async (temporary) => writeValidSpec(temporary, files, contents), hint);
  return written.ok ? draft : written;
}

/** Writes the files of a spec into a temporary folder, and reads them as every command will. */
export async function writeValidSpec(
  temporary: string,
  files: ReadonlyMap<string, string>,
  imported: SpecContents,
): Promise<Result<void>> {
  const written = await writeSpec(temporary, files, imported);
  const { errors } = written.ok ? await readOwnSpecs([temporary], SPECS_FOLDER, checks) : written;
  return errors.length === 0 ? ok(undefined) : fail(errors);
}

/**
 * Writes files of a spec into its folder, and what the document says, for the next `spec update`.
 * @param imported the content of a draft without edits
 */
export async function writeSpec(
  folder: string,
  files: ReadonlyMap<string, string>,
  imported: SpecContents,
): Promise<Result<void>> {
  const record = `${JSON.stringify(Object.fromEntries(imported), null, 1)}\n`;
  for (const [name, text] of [...files, [IMPORTED_FILE, record] as const]) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    const written = await writeFileWhole(path, text, SHARED);
    if (!written.ok) return written;
  }
  return ok(undefined);
}

/** The draft of a document that was read. */
export function draftOf(
  { document, references, sha256 }: ReadOpenApi,
  request: Pick<ImportRequest, 'id' | 'operation' | 'named' | 'url' | 'now'>,
): Result<Draft> {
  const made = makeDraft({ document, references }, dialects, {
    ...request,
    today: request.now.toISOString().slice(0, 10),
    sha256,
  });
  return made.ok ? ok(made.value) : made;
}
