import type { ShownEvent } from '../evidence/shown-events.js';

const WIDTH = 720;
const LEFT = 8;
const RIGHT = 712;

/** The arrival time of each event, as a line of ticks. Ticks of events with a divergence are taller. */
export function TimeLine({
  events,
  ms,
}: {
  readonly events: readonly Exclude<ShownEvent, { gap: number }>[];
  readonly ms: number;
}) {
  const total = Math.max(ms, 1, ...events.map((event) => event.ms ?? 0));
  const x = (at: number): number => Math.round((LEFT + ((RIGHT - LEFT) * at) / total) * 10) / 10;
  const plain = events.filter(({ lines, ms: at }) => lines.length === 0 && at !== null);
  const marked = events.filter(({ lines, ms: at }) => lines.length > 0 && at !== null);
  return (
    <svg class="time-line" viewBox={`0 0 ${WIDTH} 46`} aria-hidden="true">
      <path class="axis" d={`M${LEFT} 28H${RIGHT}`} />
      <path class="ticks" d={plain.map((event) => `M${x(event.ms ?? 0)} 20v8`).join('')} />
      <path class="ticks marked" d={marked.map((event) => `M${x(event.ms ?? 0)} 8v20`).join('')} />
      <path class="axis" d={`M${LEFT} 24v8M${RIGHT} 24v8`} />
      <text x={LEFT} y="43">
        0 ms
      </text>
      <text x={RIGHT} y="43" text-anchor="end">
        {Math.round(total)} ms
      </text>
    </svg>
  );
}
