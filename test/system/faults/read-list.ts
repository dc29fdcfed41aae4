import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** A list that may only shrink: what is not reported, each with its reason. */
export interface ShrinkingList {
  /** How many entries it holds. A change that makes it larger has to be seen. */
  readonly size: number;
  readonly entries: readonly { readonly id: string; readonly reason: string }[];
}

/** Reads such a list. */
export async function readList(file: URL): Promise<ShrinkingList> {
  return parse(await readFile(file, 'utf8')) as ShrinkingList;
}
