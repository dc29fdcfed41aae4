/** A list item, a key with or without a value, or a bracket. */
const SCHEMA_LINE = /^\s*(?:- |"?[\w$-]+"?:(?:\s|$)|[{}[\]](?!…))/u;

/** Whether a line of a quotation belongs to a schema or an example, in YAML or JSON, and not to prose. */
export function isSchemaLine(line: string): boolean {
  return SCHEMA_LINE.test(line);
}
