/** Where a text stops being JSON: line and column, both from 1. */
export interface JsonErrorPlace {
  readonly line: number;
  readonly column: number;
  /** Whether the text ends before the JSON does. */
  readonly early: boolean;
}

/**
 * Finds where a text that is not JSON goes wrong. JSON.parse does not always say (and says it differently from one Node to
 * the next), but it does tell a text that ends early from one that goes wrong: the longest beginning of the first kind
 * ends where the text goes wrong.
 */
export function findJsonError(text: string): JsonErrorPlace {
  let fine = 0;
  let wrong = text.length + 1;
  while (wrong - fine > 1) {
    const middle = Math.floor((fine + wrong) / 2);
    if (endsEarly(text.slice(0, middle))) fine = middle;
    else wrong = middle;
  }
  const before = text.slice(0, fine);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: fine - lineStart + 1, early: fine === text.length };
}

/** Whether a text is JSON, or may become JSON by more text. */
function endsEarly(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const at = /at position (\d+)/.exec(message)?.[1];
    return /end of JSON|^Unterminated string/.test(message) || (at !== undefined && Number(at) >= text.length);
  }
}
