import type { ClientData } from '../../src/core/clients/impact.js';
import { parseMeasuredClient, parseRaisedFaults } from '../../src/core/clients/parse-clients.js';
import type { JsonObject } from '../../src/core/model/json.js';

/** A measured client as its file has it, without what is the same in every test: `{ a: { stream: 'throws: Error' } }`. */
export function makeClient(client: string, faults: JsonObject, given: JsonObject = {}): JsonObject {
  const tasks = ['answer', 'stream', 'streamed-tool-call', 'parallel-calls'];
  return {
    client,
    version: '1.2.3',
    dialect: 'openai-chat',
    measured: '2026-11-29',
    tasks,
    with: {},
    faults,
    ...given,
  };
}

/** Measurements: clients as in files, and the divergences that each fault raises. */
export function makeClientData(clients: readonly JsonObject[], faults: JsonObject): ClientData {
  return {
    sha256: 'c'.repeat(64),
    clients: clients.map(parseMeasuredClient),
    raised: parseRaisedFaults({ 'openai-chat': faults }),
  };
}
