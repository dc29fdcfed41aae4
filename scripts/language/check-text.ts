import { basename } from 'node:path';
import { findTexts } from './find-texts.js';
import { nameRules, proseRules } from './word-list.js';

/** A word or phrase that does not belong in a file. */
export interface Misuse {
  readonly line: number;
  readonly found: string;
  readonly instead: string;
}

/** Checks the name and the text of a file against the word list. */
export function checkText(file: string, source: string): Misuse[] {
  const name = basename(file).replace(/\..*$/u, '').replaceAll('-', ' ');
  return [{ kind: 'name' as const, text: name, line: 1 }, ...findTexts(file, source)].flatMap(({ kind, text, line }) =>
    (kind === 'name' ? nameRules : proseRules).flatMap(({ pattern, instead }) => {
      const found = pattern.exec(text)?.[0];
      return found === undefined ? [] : [{ line, found: found.trim(), instead }];
    }),
  );
}
