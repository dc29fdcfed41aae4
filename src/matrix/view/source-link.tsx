import type { Divergence } from '../../core/model/divergence.js';
import { isSchemaLine } from '../../core/report/schema-line.js';
import { isWebAddress } from '../model/make-run.js';

/** The documented sentence, with a link to its page. */
export function DocumentedWords({ source }: { readonly source: Divergence['source'] }) {
  return (
    <figure class="documented">
      {source.quote === null ? (
        <p class="quiet">The documents do not mention it.</p>
      ) : (
        <Quotation quote={source.quote} />
      )}
      <figcaption>
        <SourceLink title={source.title} url={source.url} />
      </figcaption>
    </figure>
  );
}

/** A quotation: prose, or the lines of a schema. */
export function Quotation({ quote }: { readonly quote: string }) {
  return quote.split('\n').some(isSchemaLine) ? (
    <blockquote class="lines">{quote}</blockquote>
  ) : (
    <blockquote>{quote}</blockquote>
  );
}

/** A link out of the site if it is a web address, else the title alone. */
export function SourceLink({ title, url }: { readonly title: string; readonly url: string }) {
  return isWebAddress(url) ? (
    <a href={url} rel="noreferrer noopener external">
      {title}
    </a>
  ) : (
    <span>{title}</span>
  );
}
