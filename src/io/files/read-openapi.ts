import { createHash } from 'node:crypto';
import { $RefParser } from '@apidevtools/json-schema-ref-parser';
import { fail, ok, type Result } from '../../core/model/result.js';
import { makeReferences, parseOpenApi, type OpenApiDocument, type References } from '../../core/openapi/document.js';
import { fileError } from '../../core/spec/source.js';
import { readText } from './read-file.js';

/** An OpenAPI document, ready to be imported. */
export interface ReadOpenApi {
  readonly document: OpenApiDocument;
  readonly references: References;
  /** In hex. */
  readonly sha256: string;
}

/** The largest document. The largest known one has 3 MB. */
const LARGEST = 32 * 1024 * 1024;

/**
 * Reads an OpenAPI document in YAML or JSON. A `$ref` to
 * another file leads nowhere: nothing else is read, and nothing is fetched.
 */
export async function readOpenApi(file: string): Promise<Result<ReadOpenApi>> {
  const text = await readText(file, LARGEST);
  if (!text.ok) return fail([fileError(file, `It cannot be read: ${text.errors}.`)]);
  const parsed = parseOpenApi(text.value, file);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const refs = await $RefParser.resolve(document.value, { resolve: { external: false } });
  const references = makeReferences(document, (ref) => {
    try {
      // The values of a JSON document are JSON.
      return refs.get(ref);
    } catch {
      return undefined;
    }
  });
  return ok({ document, references, sha256: createHash('sha256').update(text.value).digest('hex') });
}
