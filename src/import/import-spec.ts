import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checks } from '../core/judge/checks.js';
import { dialects } from '../core/dialect/index.js';
import { fail, ok, type Result } from '../core/model/result.js';
import type { SpecContents } from '../core/openapi/compare-claims.js';
import type { NamedSchemas } from '../core/openapi/find-schemas.js';
import { makeDraft, type Draft } from '../core/openapi/make-draft.js';
import { IMPORTED_FILE } from '../core/spec/parse-spec.js';
import { fileError } from '../core/spec/source.js';
import { readOpenApi, type ReadOpenApi } from '../io/files/read-openapi.js';
import { readOwnSpecs } from '../io/files/read-specs.js';
import { SPECS_FOLDER } from '../io/files/load-specs.js';
import { SHARED, writeFileWhole } from '../io/files/write-file.js';

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

/** Writes the draft of a spec from an OpenAPI document, and reads it as every command will. */
export async function importSpec(request: ImportRequest): Promise<Result<Draft>> {
  const { out } = request;
  if (existsSync(out) && readdirSync(out).length > 0)
    return fail([
      fileError(out, 'The folder is not empty.', 'Name another with --out, or use conformance spec update.'),
    ]);
  const read = await readOpenApi(request.file);
  if (!read.ok) return read;
  const draft = draftOf(read.value, request);
  if (!draft.ok) return draft;
  const written = await writeSpec(out, draft.value.files, draft.value.contents);
  if (!written.ok) return written;
  const own = await readOwnSpecs([out], SPECS_FOLDER, checks);
  return own.errors.length > 0 ? fail(own.errors) : draft;
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
