/** Lets several writers feed one reader. */
export interface Channel<T> {
  readonly push: (value: T) => void;
  /** No more will come. */
  readonly end: () => void;
  /** The reader's loop rejects with this, after what was pushed before. */
  readonly fail: (error: unknown) => void;
  /** For one reader. */
  readonly events: () => AsyncGenerator<T, void, void>;
}

/** Does nothing: there is no waiting reader. */
function sleepOn(): void {}

/** A channel that holds what has not been read yet. */
export function makeChannel<T>(): Channel<T> {
  let held: T[] = [];
  let over: { readonly error: unknown } | 'end' | null = null;
  let wake = sleepOn;
  const finish = (how: typeof over): void => {
    over ??= how;
    wake();
  };
  return {
    push(value) {
      held.push(value);
      wake();
    },
    end: () => finish('end'),
    fail: (error) => finish({ error }),
    async *events() {
      for (;;) {
        const values = held;
        held = [];
        yield* values;
        if (held.length > 0) continue;
        if (over === 'end') return;
        if (over !== null) throw over.error;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
