import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** A list that may only shrink: what is not told, each with its reason. */
export interface ShrinkingList {
  /** How many entries it holds. A change that makes it larger has to be seen. */
  readonly size: number;
  readonly entries: readonly { readonly id: string; readonly reason: string }[];
}

/** Reads such a list of this folder. */
export async function readList(name: string): Promise<ShrinkingList> {
  return parse(await readFile(new URL(name, import.meta.url), 'utf8')) as ShrinkingList;
}
