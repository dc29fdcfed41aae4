import type { InputError } from '../model/input-error.js';
import type { SchemaName } from '../model/claim.js';
import type { Example } from '../model/spec.js';
import { isObject } from '../wire/narrow.js';
import { pointerSteps } from '../wire/pointer.js';
import { quote } from '../wire/quote.js';
import { didYouMean } from './nearest.js';
import type { ParsedSchema } from './parse-schema.js';
import type { Source } from './source.js';
import { compileSchema } from './validator.js';
import { parseJson } from './yaml-source.js';

/** An entry of `examples` in `spec.yaml`. */
export type ExampleEntry = Omit<Example, 'value'> & { readonly file: string };

/** Reads the worked examples and holds each to the schema that it is an example of. */
export function parseExamples(
  entries: readonly ExampleEntry[],
  files: ReadonlyMap<string, string>,
  folder: string,
  schemas: ReadonlyMap<SchemaName, ParsedSchema>,
  source: Source,
): { readonly examples: readonly Example[]; readonly errors: readonly InputError[] } {
  const errors: InputError[] = [];
  const examples = entries.flatMap(({ id, doc, schema, file }, n): readonly Example[] => {
    const text = files.get(file);
    if (text === undefined) {
      const known = [...files.keys()].filter((name) => name.startsWith('examples/'));
      errors.push(source.fail(['examples', n, 'file'], `There is no file ${quote(file)}.`, didYouMean(file, known)));
      return [];
    }
    const read = parseJson(text, `${folder}/${file}`);
    if ('errors' in read) {
      errors.push(...read.errors);
      return [];
    }
    const { value } = read.source;
    if (!isObject(value)) {
      errors.push(read.source.fail([], 'An example must be a JSON object.'));
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
      errors.push(read.source.fail(pointerSteps(pointer), reason, hint));
    }
    return [{ id, doc, schema, value }];
  });
  return { examples, errors };
}
