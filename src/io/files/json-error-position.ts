import { printParseErrorCode, visit } from 'jsonc-parser';

/** The position of the first syntax error of a JSON text: line and column, both from 1. */
export interface JsonErrorPosition {
  readonly line: number;
  readonly column: number;
  /** Whether the text ends before the JSON does. */
  readonly atEnd: boolean;
}

/** Ends the visit at the first error. */
class FirstError extends Error {
  readonly position: JsonErrorPosition;
  constructor(position: JsonErrorPosition) {
    super('not JSON');
    this.position = position;
  }
}

/**
 * The position of the first token that makes a text no JSON, in linear time; null when the text is nested too deep for
 * the parser. JSON.parse itself names no position on all versions of Node.
 */
export function findJsonError(text: string): JsonErrorPosition | null {
  const onError = (code: number, offset: number, length: number, line: number, character: number): never => {
    const isCut = printParseErrorCode(code).startsWith('UnexpectedEndOf') && offset + length >= text.length;
    throw new FirstError({ line: line + 1, column: character + 1, atEnd: length === 0 || isCut });
  };
  try {
    visit(text, { onError }, { disallowComments: true });
    return null;
  } catch (error) {
    return error instanceof FirstError ? error.position : null;
  }
}
