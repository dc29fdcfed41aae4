import type { VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';

/**
 * The rows of a table, each rendered by itself: a table of a thousand targets has cells by the hundred thousand, and their
 * nodes are not held together.
 */
export function TableRows({ rows }: { readonly rows: Iterable<VNode> }) {
  const html = Array.from(rows, (row) => flatten(renderToStaticMarkup(row))).join('');
  return <tbody dangerouslySetInnerHTML={{ __html: html }} />;
}

/** The same text in one piece. The engine keeps a concatenated text as a tree of its parts, which is several times as large. */
function flatten(text: string): string {
  return Buffer.from(text).toString();
}
