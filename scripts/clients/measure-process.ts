// The process that measures one client. Its parent sends one message, and it answers with one.
import { writeOutcome } from '../../src/core/clients/parse-clients.js';
import { loadSpecs } from '../../src/io/files/load-specs.js';
import { provideSchemaEngines } from '../../src/io/files/schema-engines.js';
import { faultsOf } from '../../src/reference/index.js';
import { ENDPOINTS } from './clients.js';
import { measure } from './measure.js';
import type { MeasureReply, MeasureRequest } from './start-measuring.js';

provideSchemaEngines();

// Libraries leave promises behind when a response is not what they expect. That is part of the measurement.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);

process.once('message', (message) => {
  reply(message as MeasureRequest).then(
    (answer) => process.send?.(answer, () => process.exit()),
    (error: unknown) => process.send?.({ failure: String(error) } satisfies MeasureReply, () => process.exit(1)),
  );
});

async function reply({ driver, dialect, faults }: MeasureRequest): Promise<MeasureReply> {
  const endpoint = ENDPOINTS.get(dialect);
  const { specs } = await loadSpecs({ only: endpoint === undefined ? [] : [endpoint.spec] });
  const spec = specs.find(({ id }) => id === endpoint?.spec);
  if (endpoint === undefined || spec === undefined) throw new Error(`There is no endpoint for ${dialect}`);
  const wanted = faultsOf(dialect).filter(({ id }) => faults === null || faults.includes(id));
  const { tasks, faithful, outcomes } = await measure({ driver, spec, model: endpoint.model, faults: wanted });
  return {
    tasks,
    faithful: Object.fromEntries([...faithful].map(([task, result]) => [task, JSON.stringify(result)])),
    faults: Object.fromEntries(
      [...outcomes].map(([fault, byTask]) => [
        fault,
        Object.fromEntries(
          [...byTask]
            .filter(([, { outcome }]) => outcome !== 'not-used')
            .map(([task, outcome]) => [task, writeOutcome(outcome)]),
        ),
      ]),
    ),
  };
}
