import type { ClientTask } from '../../src/core/clients/measured-client.js';
import type { JsonObject } from '../../src/core/model/json.js';
import type { Spec } from '../../src/core/model/spec.js';
import type { Fault } from '../../src/reference/fault.js';
import { makeReference } from '../../src/reference/index.js';
import type { Reply, Request } from '../../src/reference/reply.js';
import { REFERENCE_KEY } from '../../src/reference/serve.js';

/** A fixed time: a measurement has the same result at any time. */
const NOW = 1_770_000_000;

/** The longest pause between two writes, in milliseconds. No client has a limit that a longer one would reach. */
const LONGEST_PAUSE = 50;

const about = { area: 'errors', title: '', seen: [], specs: [], shownBy: [], expect: { check: '', at: '' } } as const;

/** The reference providers never fail in the middle of a stream. These make them, as each API does it. */
const breaking: ReadonlyMap<string, Fault> = new Map<string, Fault>([
  [
    'openai-chat',
    {
      ...about,
      id: 'chat-error-in-stream',
      hooks: {
        chunks: (chunks: readonly JsonObject[]) => [
          ...chunks.slice(0, 5),
          { error: { message: 'The server had an error.', type: 'server_error', param: null, code: null } },
        ],
        frames: (frames: readonly string[]) => frames.slice(0, -1),
      },
    },
  ],
  [
    'anthropic-messages',
    {
      ...about,
      id: 'messages-error-in-stream',
      hooks: {
        events: (events: readonly JsonObject[]) => [
          ...events.slice(0, 5),
          { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
        ],
      },
    },
  ],
]);

/** The replies of a reference provider to the requests of one task, with a fault or without. */
export function makeReplies(spec: Spec, task: ClientTask, fault: Fault | null): (request: Request) => Reply {
  const broken = task === 'error-in-stream' ? breaking.get(spec.dialect) : undefined;
  const faults = [broken, fault].flatMap((each) => each ?? []);
  const respond = makeReference({ spec, key: REFERENCE_KEY, faults, now: (serial) => NOW + serial });
  return (request) => {
    const reply = respond(request);
    const writes = reply.writes.map(({ afterMs, data }) => ({ afterMs: Math.min(afterMs, LONGEST_PAUSE), data }));
    return { ...reply, writes };
  };
}

/** Whether a fault changes a reply to these requests. */
export function isUsed(spec: Spec, task: ClientTask, fault: Fault, requests: readonly Request[]): boolean {
  const faithful = makeReplies(spec, task, null);
  const faulty = makeReplies(spec, task, fault);
  return requests.some((request) => describeReply(faithful(request)) !== describeReply(faulty(request)));
}

/** A reply as text: equal for equal replies. */
export function describeReply({ writes, ...reply }: Reply): string {
  return JSON.stringify([reply, writes.map(({ afterMs, data }) => [afterMs, Buffer.from(data).toString('base64')])]);
}
