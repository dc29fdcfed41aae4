import type { Kind } from '../model/divergence.js';
import type { Json, JsonObject } from '../model/json.js';
import { asArray, asObject, asString } from '../wire/json.js';
import {
  CLIENT_TASKS,
  OUTCOMES,
  type ClientTask,
  type MeasuredClient,
  type RaisedDivergence,
  type RaisedFaults,
  type TaskOutcome,
} from './measured-client.js';

/**
 * Reads a file of `clients/`. Its form is:
 *
 * ```json
 * { "client": "openai", "dialect": "openai-chat", "faults": {
 *   "b-created-missing-chunk": { "stream": "works", "usage": "wrong: …", "streamed-tool-call": "throws: TypeError: …" } } }
 * ```
 *
 * A task that does not use the fault is left out, so that files stay small; the result names it.
 * @throws Error for a file that `npm run clients` did not write
 */
export function parseMeasuredClient(file: Json): MeasuredClient {
  const tasks = asArray(member(file, 'tasks')).map(readTask);
  return {
    client: text(file, 'client'),
    version: text(file, 'version'),
    with: new Map(entries(member(file, 'with')).map(([name, version]) => [name, asString(version) ?? ''])),
    dialect: text(file, 'dialect'),
    measured: text(file, 'measured'),
    tasks,
    faults: new Map(
      entries(member(file, 'faults')).map(([fault, measured]) => {
        const outcomes = new Map(
          entries(measured).map(([task, outcome]) => [readTask(task), readOutcome(outcome)] as const),
        );
        return [fault, new Map(tasks.map((task) => [task, outcomes.get(task) ?? NOT_USED]))];
      }),
    ),
  };
}

const NOT_USED: TaskOutcome = { outcome: 'not-used', detail: null };

/**
 * Reads `clients/faults.json`: `{"openai-chat": {"b-created-missing-chunk": ["schema missing-field chunk /created: created is missing"]}}`.
 * @throws Error for a file that `npm run clients` did not write
 */
export function parseRaisedFaults(file: Json): readonly RaisedFaults[] {
  return entries(file).map(([dialect, faults]) => ({
    dialect,
    faults: new Map(entries(faults).map(([fault, raised]) => [fault, asArray(raised).map(readRaised)])),
  }));
}

/** A task outcome as the files write it: `works`, `throws: TypeError: …`. */
export function writeOutcome({ outcome, detail }: TaskOutcome): string {
  return detail === null ? outcome : `${outcome}: ${detail}`;
}

/** A divergence as `faults.json` writes it: check, kind, place. */
export function writeRaised({ check, kind, place }: Omit<RaisedDivergence, 'title'>): string {
  return `${check} ${kind} ${place}`;
}

function readOutcome(value: Json): TaskOutcome {
  const written = asString(value) ?? '';
  const outcome = OUTCOMES.find((each) => written === each || written.startsWith(`${each}: `));
  if (outcome === undefined) throw new Error(`${JSON.stringify(value)} is not an outcome`);
  return { outcome, detail: written === outcome ? null : written.slice(outcome.length + 2) };
}

function readTask(value: Json): ClientTask {
  const task = CLIENT_TASKS.find((each) => each === value);
  if (task === undefined) throw new Error(`${JSON.stringify(value)} is not a task`);
  return task;
}

function readRaised(value: Json): RaisedDivergence {
  const [where = '', ...title] = (asString(value) ?? '').split(': ');
  const [check, kind, ...place] = where.split(' ');
  if (check === undefined || kind === undefined || place.length === 0)
    throw new Error(`${JSON.stringify(value)} is not a divergence`);
  return { check, kind: kind as Kind, place: place.join(' '), title: title.length === 0 ? null : title.join(': ') };
}

const entries = (value: Json | undefined): readonly (readonly [string, Json])[] =>
  Object.entries(asObject(value) ?? ({} satisfies JsonObject));

const member = (file: Json, name: string): Json | undefined => asObject(file)?.[name];

function text(file: Json, name: string): string {
  const value = asString(member(file, name));
  if (value === null) throw new Error(`${name} is not a string`);
  return value;
}
