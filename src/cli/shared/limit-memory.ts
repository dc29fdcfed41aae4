import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RunEvent } from '../../core/model/event.js';
import type { Exchange } from '../../core/model/exchange.js';
import type { FileContent } from '../../io/files/write-file.js';

/** A response of so many bytes, or a part of a file of so many characters, is large. */
const LARGE = 512 * 1024;

/**
 * Does work for each event of a run. A large response leaves ten times its size as garbage, each time that it is read, judged
 * or written. The engine lets that of several responses pile up, and makes room for more of it. So garbage is collected after
 * each of these events, and the space for new objects grows no further.
 * @param work what is done for an event
 */
export function limitMemory(work: (event: RunEvent) => void): (event: RunEvent) => void {
  const large = new Set<number>();
  return (event) => {
    if (event.type === 'exchange' && bodySize(event.exchange) >= LARGE) {
      large.add(event.exchange.id);
      setFlagsFromString('--semi-space-growth-factor=1');
    }
    work(event);
    const ids = event.type === 'exchange' ? [event.exchange.id] : event.type === 'result' ? event.result.exchanges : [];
    if (ids.some((id) => large.has(id))) collectGarbage();
  };
}

/** The content of a file. Garbage is collected after each large part of it, and after each part of a large response. */
export function limitMemoryOfFile(content: FileContent): FileContent {
  return typeof content === 'string' || content instanceof Uint8Array ? content : collectBetween(content);
}

async function* collectBetween(parts: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let before = usedMemory();
  for await (const part of parts) {
    yield part;
    if (part.length < LARGE && usedMemory() - before < MUCH) continue;
    collectGarbage();
    before = usedMemory();
  }
}

/** So much garbage is more than the space for new objects holds: a small part was made from a large response. */
const MUCH = 20 * 1024 * 1024;

function usedMemory(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

/** Exchanges that are read from a record. What a large one was decoded from is collected before it is used. */
export async function* limitMemoryOfExchanges(
  exchanges: AsyncIterable<Exchange>,
): AsyncGenerator<Exchange, void, void> {
  for await (const exchange of exchanges) {
    if (bodySize(exchange) >= LARGE) collectGarbage();
    yield exchange;
  }
}

function bodySize({ response }: Exchange): number {
  return (response?.body ?? []).reduce((sum, { bytes }) => sum + bytes.length, 0);
}

let collect: (() => void) | null = null;

function collectGarbage(): void {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
