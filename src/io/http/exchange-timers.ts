/** Two timers for an exchange: one for silence, which each read restarts, and one for its total time. */
export interface ExchangeTimers {
  /** Starts the timer for a kind of silence. */
  expect(kind: 'connect' | 'first-byte' | 'idle', ms: number): void;
  /** Restarts the timer for silence. */
  restart(): void;
  /** Starts the timer for the total time. */
  limit(ms: number): void;
  stop(): void;
}

/** Calls `expired` when a timer runs out, but not when reads waited for a busy event loop. */
export function makeTimers(expired: (kind: 'connect' | 'first-byte' | 'idle' | 'total') => void): ExchangeTimers {
  let silence: NodeJS.Timeout | undefined;
  let totalTimer: NodeJS.Timeout | undefined;
  let reads = 0;
  return {
    expect(kind, ms) {
      clearTimeout(silence);
      const arm = (): void => {
        silence = setTimeout(() => {
          const before = reads;
          const armed = silence;
          // Timers run before sockets in a turn of the event loop: read first what has arrived already.
          setImmediate(() => {
            if (silence !== armed) return;
            if (reads === before) expired(kind);
            else arm();
          });
        }, ms);
      };
      arm();
    },
    restart() {
      reads += 1;
      silence?.refresh();
    },
    limit(ms) {
      totalTimer = setTimeout(() => {
        // What has arrived before the time was up is read first.
        setImmediate(() => {
          if (totalTimer !== undefined) expired('total');
        });
      }, ms);
    },
    stop() {
      clearTimeout(silence);
      clearTimeout(totalTimer);
      silence = undefined;
      totalTimer = undefined;
    },
  };
}
