/** Two timers that watch over an exchange: one for silence, which each sign of life winds up again, one for the whole. */
export interface Watch {
  /** Watches for another kind of silence from now on. */
  expect(kind: 'connect' | 'first-byte' | 'idle', ms: number): void;
  /** A sign of life. */
  stir(): void;
  /** Starts the timer over the whole. */
  limit(ms: number): void;
  stop(): void;
}

/** Calls `expired` once a timer ran out; not when the event loop was busy while signs of life waited to be read. */
export function makeWatch(expired: (kind: 'connect' | 'first-byte' | 'idle' | 'total') => void): Watch {
  let silence: NodeJS.Timeout | undefined;
  let whole: NodeJS.Timeout | undefined;
  let stirs = 0;
  return {
    expect(kind, ms) {
      clearTimeout(silence);
      const arm = (): void => {
        silence = setTimeout(() => {
          const before = stirs;
          const armed = silence;
          // Timers come before sockets in a turn of the event loop: let what has already arrived be read first.
          setImmediate(() => {
            if (silence !== armed) return;
            if (stirs === before) expired(kind);
            else arm();
          });
        }, ms);
      };
      arm();
    },
    stir() {
      stirs += 1;
      silence?.refresh();
    },
    limit(ms) {
      whole = setTimeout(() => expired('total'), ms);
    },
    stop() {
      clearTimeout(silence);
      clearTimeout(whole);
      silence = undefined;
    },
  };
}
