import { expect, it } from 'vitest';
import { ENDPOINTS } from '../../../scripts/clients/clients.js';
import { raise } from '../../../scripts/clients/raise-faults.js';
import { loadClients } from '../../../src/io/files/load-clients.js';
import { writeRaised } from '../../../src/core/clients/parse-clients.js';
import { faultsOf } from '../../../src/reference/index.js';
import { hash } from '../../../src/reference/model.js';
import { specOf } from '../../support/specs-and-suites.js';

/** So many faults of a dialect are judged again; with `PROPERTY_RUNS=many` all of them. */
const SAMPLE = process.env['PROPERTY_RUNS'] === 'many' ? Number.POSITIVE_INFINITY : 6;

it.each([...ENDPOINTS])(
  '%s: clients/faults.json has what a run reports',
  { timeout: 600_000 },
  async (dialect, { spec }) => {
    const recorded = loadClients()?.raised.find((each) => each.dialect === dialect)?.faults;
    const sample = faultsOf(dialect)
      .toSorted((a, b) => (hash(a.id) < hash(b.id) ? -1 : 1))
      .slice(0, SAMPLE);
    for (const fault of sample) {
      const id = fault.specs.includes(spec) ? spec : (fault.specs[0] ?? spec);
      const written = recorded
        ?.get(fault.id)
        ?.map((each) => `${writeRaised(each)}${each.title === null ? '' : `: ${each.title}`}`);
      expect([fault.id, await raise(fault, specOf(id))]).toEqual([fault.id, written]);
    }
  },
);
