import type { Divergence } from '../../core/model/divergence.js';
import { isWebAddress } from '../model/make-run.js';

/** The documented sentence, with a link to its page. */
export function DocumentedWords({ source }: { readonly source: Divergence['source'] }) {
  return (
    <figure class="documented">
      {source.quote === null ? (
        <p class="quiet">The documents do not mention it.</p>
      ) : (
        <blockquote>
          <p>{source.quote}</p>
        </blockquote>
      )}
      <figcaption>
        <SourceLink title={source.title} url={source.url} />
      </figcaption>
    </figure>
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
