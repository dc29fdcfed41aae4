import { LineCounter, parseDocument, type ScalarTag, type Tags } from 'yaml';
import { fail, ok, type InputError, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';

/** A parsed file. */
export interface ParsedFile {
  readonly value: unknown;
  /** An error at the value of that path. */
  fail(path: readonly (string | number)[], reason: string, suggestion: string): InputError;
}

/** The most characters of a YAML file: parsing takes many times as much memory. */
const LONGEST = 64 * 1024 * 1024;

/** Aliases of one value; recorders write few, and more are an attack. */
const MOST_ALIASES = 1000;

/** The tag that Psych (Ruby) writes for bytes; `!!binary` is known to YAML 1.1. */
const LOCAL_BINARY: ScalarTag = {
  tag: '!binary',
  resolve: (text) => new Uint8Array(Buffer.from(text, 'base64')),
};

/**
 * What YAML 1.1 reads as a number or a boolean, and recorders write without quotes because it is a text for them: no digit
 * before the exponent, an exponent without a sign, `y` and `n`.
 */
const TEXT = String.raw`[-+]?[._]*(?:[eE][-+]?\d+)?|[-+]?[\d_.]*[eE]\d+|[yYnN]`;
const NOT_ALWAYS_TEXT: readonly string[] = ['tag:yaml.org,2002:float', 'tag:yaml.org,2002:bool'];

/** The tags of YAML 1.1, without what is a text for recorders. */
function asRecorded(tags: Tags): Tags {
  return tags.map((tag) => {
    if (typeof tag === 'string' || !NOT_ALWAYS_TEXT.includes(tag.tag)) return tag;
    const { test } = tag as ScalarTag;
    if (test === undefined) return tag;
    return { ...(tag as ScalarTag), test: new RegExp(`^(?!(?:${TEXT})$)(?:${test.source})`, 'u') };
  });
}

/**
 * Parses YAML as PyYAML, Psych and go-yaml write it: version 1.1. Tags of programming languages (`!!python/unicode`,
 * `!ruby/hash:…`) are ignored: their values are read as the text, list or map that they are.
 * @param file its name in errors
 */
export function readYaml(file: string, text: string): Result<ParsedFile> {
  if (text.length > LONGEST) {
    return fail([fileError(file, `it is longer than ${LONGEST / 1024 / 1024} MiB`, 'split it, or save it as JSON')]);
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      version: '1.1',
      lineCounter: lines,
      logLevel: 'silent',
      uniqueKeys: false,
      customTags: (tags) => [...asRecorded(tags), LOCAL_BINARY],
    });
    const [error] = document.errors;
    if (error !== undefined) {
      const [{ line, col }] = error.linePos ?? [{ line: 1, col: 1 }];
      const reason = `it is not YAML: ${error.message.split('\n', 1)[0] ?? ''}`;
      return fail([{ file, line, column: col, reason, suggestion: 'record it again' }]);
    }
    const positionOf = (path: readonly (string | number)[]): { readonly line: number; readonly col: number } => {
      const node = document.getIn(path, true);
      const [offset] = (node as { readonly range?: readonly number[] } | undefined)?.range ?? [];
      return lines.linePos(offset ?? 0);
    };
    return ok({
      value: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown,
      fail(path, reason, suggestion) {
        const { line, col } = positionOf(path);
        return { file, line, column: col, reason, suggestion };
      },
    });
  } catch (error) {
    // Nested deeper than the parser goes, or more aliases than allowed.
    const isLimit = error instanceof RangeError || error instanceof ReferenceError;
    if (isLimit) return fail([fileError(file, 'it is nested too deep or has too many aliases', 'record it again')]);
    throw error;
  }
}
