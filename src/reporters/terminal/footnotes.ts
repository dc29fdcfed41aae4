import type { Divergence } from '../../core/model/divergence.js';
import { wrapText } from './layout.js';

/** The documents that a report cites, each with one number. */
export interface Footnotes {
  /** `[1]`; the same number for the same page. */
  mark(source: Divergence['source']): string;
  /** The pages by number, an address on a separate line if it does not fit. Empty if none was cited. */
  lines(width: number): string;
}

/** Begins without a page. */
export function makeFootnotes(): Footnotes {
  const pages = new Map<string, Pick<Divergence['source'], 'title' | 'url'>>();
  return {
    mark({ title, url }) {
      const key = JSON.stringify([title, url]);
      pages.set(key, { title, url });
      return `[${[...pages.keys()].indexOf(key) + 1}]`;
    },
    lines(width) {
      return [...pages.values()]
        .map(({ title, url }, n) => {
          const head = `[${n + 1}] ${title}`;
          const line = `${head}  ${url}`;
          // An address is never broken: it could not be followed any more.
          return line.length <= width ? line : `${wrapText(head, width, 0)}\n    ${url}`;
        })
        .join('\n');
    },
  };
}
