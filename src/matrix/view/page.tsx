import { createHash } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { memoize } from '../../core/model/memoize.js';
import type { Matrix } from '../model/matrix.js';
import { address, relative } from './address.js';

/** A page of the site. */
export interface PageParts {
  /** Relative to the top of the site, `r/greenpt-20261120.html`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly styles: readonly string[];
  readonly script: string;
  /** Links to the pages above this one: address and label. */
  readonly trail: readonly (readonly [path: string, label: string])[];
  readonly body: ComponentChildren;
}

const NAVIGATION: readonly (readonly [path: string, label: string])[] = [
  [address.index, 'Matrix'],
  [address.findings, 'By finding'],
  [address.parameters, 'By parameter'],
  [address.clients, 'Works with'],
  [address.claims, 'By claim'],
  [address.documents, 'Documents'],
  [address.compare, 'Compare'],
];

/**
 * An HTML page. Its policy allows only its own style sheet and script, by their hashes: text of a server could not act
 * even if it were not escaped.
 */
export function renderPage(matrix: Matrix, page: PageParts): string {
  const style = page.styles.join('\n');
  const policy = [
    "default-src 'none'",
    `style-src '${integrity(style)}'`,
    ...(page.script === '' ? [] : [`script-src '${integrity(page.script)}'`]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const html = renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="description" content={page.description} />
        <title>{page.title}</title>
        <link rel="icon" href={ICON} />
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <a class="brand" href={relative(page.path, address.index)}>
            {matrix.title}
          </a>
          <nav aria-label="Site">
            {NAVIGATION.map(([path, label]) => (
              <a href={relative(page.path, path)} aria-current={path === page.path ? 'page' : undefined}>
                {label}
              </a>
            ))}
          </nav>
        </header>
        <main id="main">
          <Trail page={page} />
          {page.body}
        </main>
        <footer class="foot">
          Built <time dateTime={matrix.builtAt}>{matrix.builtAt.slice(0, 10)}</time> by {matrix.tool.name}{' '}
          {matrix.tool.version} from {matrix.runs.length} {matrix.runs.length === 1 ? 'run' : 'runs'}. Every cell links
          to the recorded bytes.
        </footer>
        {page.script === '' ? null : <script dangerouslySetInnerHTML={{ __html: page.script }} />}
      </body>
    </html>,
  );
  return `<!doctype html>\n${html}\n`;
}

function Trail({ page: { path, trail } }: { readonly page: PageParts }) {
  if (trail.length === 0) return null;
  return (
    <nav class="crumbs" aria-label="Pages above this one">
      <ol>
        {trail.map(([to, label]) => (
          <li>
            <a href={relative(path, to)}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The hash of a text for a content security policy. Many pages share few texts. */
const integrity = memoize((text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`);

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1f6f4a" d="M1 1h6v6H1z"/><path fill="#b3261e" d="M9 1h6v6H9z"/><path fill="#8a8f98" d="M1 9h6v6H1z"/><path fill="#1f6f4a" d="M9 9h6v6H9z"/></svg>',
)}`;
