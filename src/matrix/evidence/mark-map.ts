import type { CaseResult } from '../../core/model/case-result.js';
import type { Divergence } from '../../core/model/divergence.js';
import { makeSlugs } from '../model/slug.js';
import type { Mark } from './json-lines.js';

/** A divergence with its anchor on the page. */
export interface PlacedDivergence {
  readonly anchor: string;
  readonly spec: string;
  readonly divergence: Divergence;
}

/** The divergences of one exchange, by place. */
export interface MarkMap {
  readonly status: readonly string[];
  readonly stream: readonly string[];
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: readonly Mark[];
  /** By the chunk's number. */
  readonly chunks: ReadonlyMap<number, readonly Mark[]>;
}

/** Sorts divergences by their place. */
export function markMap(placed: readonly PlacedDivergence[]): MarkMap {
  const status: string[] = [];
  const stream: string[] = [];
  const headers = new Map<string, string[]>();
  const body: Mark[] = [];
  const chunks = new Map<number, Mark[]>();
  for (const { anchor, divergence } of placed) {
    const { at, expected, level } = divergence;
    if (at.part === 'status') status.push(anchor);
    else if (at.part === 'stream') stream.push(anchor);
    else if (at.part === 'header')
      headers.set(at.name.toLowerCase(), [...(headers.get(at.name.toLowerCase()) ?? []), anchor]);
    else if (at.part === 'body') body.push({ pointer: at.pointer, anchor, expected, level });
    else chunks.set(at.chunk, [...(chunks.get(at.chunk) ?? []), { pointer: at.pointer, anchor, expected, level }]);
  }
  return { status, stream, headers, body, chunks };
}

/** Gives each divergence of a case its anchor: the id of its finding, with a number from the second one on. */
export function placeDivergences(results: readonly CaseResult[]): readonly PlacedDivergence[] {
  const slug = makeSlugs();
  return results.flatMap(({ spec, divergences }) =>
    divergences.map((divergence) => ({ anchor: slug(divergence.finding ?? divergence.check, 80), spec, divergence })),
  );
}
