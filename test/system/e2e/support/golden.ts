import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A divergence that is known, and why it is true. */
export interface KnownDivergence {
  /** As `divergenceLines` has it. */
  readonly line: string;
  readonly expected: string;
  readonly actual: string;
  readonly note: string;
}

/** Reads a golden file: YAML, written by hand. */
export function readGolden(path: URL): unknown {
  return parse(readFileSync(path, 'utf8'));
}
