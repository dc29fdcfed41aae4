import type { ShownExchange } from '../evidence/shown-exchange.js';
import type { ShownEvent } from '../evidence/shown-events.js';
import { Lines } from './lines.js';
import { TimeLine } from './time-line.js';

type Event = Exclude<ShownEvent, { gap: number }>;

/** A stream event by event, on a time line, with the diverging places marked. */
export function StreamView({ shown }: { readonly shown: ShownExchange }) {
  const { id, events, ms, timed } = shown;
  return (
    <div class="stream">
      {timed ? <TimeLine events={events.filter((event): event is Event => 'n' in event)} ms={ms} /> : null}
      <ol class="events" aria-label={`Events of exchange ${id}`}>
        {events.map((event) =>
          'gap' in event ? (
            <li class="gap">… {event.gap} events are not shown; results.ndjson contains them</li>
          ) : (
            <EventView exchange={id} event={event} />
          ),
        )}
      </ol>
    </div>
  );
}

function EventView({ exchange, event }: { readonly exchange: number; readonly event: Event }) {
  const { chunk, ms, name, text, lines, terminated } = event;
  return (
    <li id={chunk === null ? undefined : `x${exchange}-c${chunk}`} class={lines.length > 0 ? 'diverging' : undefined}>
      <span class="at">
        {ms === null ? '' : `${Math.round(ms)} ms`}
        <b>{chunk === null ? '·' : chunk}</b>
      </span>
      {name === null ? null : <span class="event-name">event: {name}</span>}
      {lines.length > 0 ? (
        <Lines label={`Chunk ${chunk} of exchange ${exchange}`} lines={lines} />
      ) : (
        <code>{text}</code>
      )}
      {terminated ? null : <span class="event-name">not ended by a blank line</span>}
    </li>
  );
}
