import type { ShownExchange, ShownHeader } from '../evidence/shown-exchange.js';
import { Lines, MarkLinks } from './lines.js';
import { StreamView } from './stream-view.js';

/** One request and its response. */
export function ExchangeView({ shown }: { readonly shown: ShownExchange }) {
  const { id, status, body, events } = shown;
  return (
    <section class="exchange" id={`x${id}`} aria-label={`Exchange ${id}`}>
      <h3>
        Exchange {id} <small>{shown.role}</small>
      </h3>
      <h4>Request</h4>
      <p class="start-line">
        <code>
          {shown.method} {shown.url}
        </code>{' '}
        <small>{shown.auth}</small>
      </p>
      <Headers headers={shown.requestHeaders} />
      {shown.requestBody.length === 0 ? null : (
        <Lines label={`Request body of exchange ${id}`} lines={shown.requestBody} />
      )}
      <details class="curl">
        <summary>Repeat it with curl</summary>
        <pre class="copy">
          <code>{shown.curl}</code>
        </pre>
        <p class="quiet">
          The key comes from the variable <code>CONFORMANCE_API_KEY</code>. Headers that <code>--header</code> added are
          not recorded.
        </p>
      </details>
      <h4 id={`x${id}-head`}>Response</h4>
      {status === null ? (
        <p>No response.</p>
      ) : (
        <p class={status.anchors.length > 0 ? 'start-line diverging' : 'start-line'}>
          <code>{status.text}</code>
          <MarkLinks anchors={status.anchors} />
        </p>
      )}
      <Headers headers={[...shown.headers, ...shown.missingHeaders]} />
      {body.length === 0 ? null : (
        <div id={`x${id}-body`}>
          <Lines label={`Response body of exchange ${id}`} lines={body} />
        </div>
      )}
      {events.length === 0 ? null : <StreamView shown={shown} />}
      <p id={`x${id}-stream`} class={shown.streamAnchors.length > 0 ? 'end diverging' : 'end'}>
        {shown.bytes} bytes in {Math.round(shown.ms)} ms; end: {shown.end}.
        <MarkLinks anchors={shown.streamAnchors} />
      </p>
    </section>
  );
}

function Headers({ headers }: { readonly headers: readonly ShownHeader[] }) {
  if (headers.length === 0) return null;
  return (
    <ul class="headers">
      {headers.map(({ name, value, anchors }) => (
        <li class={anchors.length > 0 ? 'diverging' : undefined}>
          <code>
            <b>{name}:</b> {value}
          </code>
          <MarkLinks anchors={anchors} />
        </li>
      ))}
    </ul>
  );
}
