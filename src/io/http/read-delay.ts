/** How often the event loop is observed while exchanges are open, in milliseconds. */
const INTERVAL = 20;

/** The usual lateness of a timer in milliseconds. */
const USUAL_DELAY = 5;

let observers = 0;
let timer: NodeJS.Timeout | undefined;
let dueAt = 0;
let total = 0;

/** The time in which this process could not read, since the observation began. */
export interface ReadDelay {
  /** The lateness of timers in milliseconds: a busy event loop, or a process without processor time, reads late too. */
  ms(): number;
  stop(): void;
}

/** Observes the event loop of the process until `stop`. */
export function observeReadDelay(): ReadDelay {
  if (observers++ === 0) {
    dueAt = performance.now() + INTERVAL;
    timer = setInterval(() => {
      total = totalSoFar();
      dueAt = performance.now() + INTERVAL;
    }, INTERVAL);
    timer.unref();
  }
  const before = total;
  let stopped = false;
  return {
    ms: () => Math.round(totalSoFar() - before),
    stop() {
      if (stopped) return;
      stopped = true;
      if (--observers === 0) clearInterval(timer);
    },
  };
}

function totalSoFar(): number {
  return total + Math.max(0, performance.now() - dueAt - USUAL_DELAY);
}
