import { expect, it } from 'vitest';
import { loadClients } from '../../../../src/io/files/load-clients.js';
import { faultsOf } from '../../../../src/reference/index.js';

/** Faults that no client can be measured with, each with the reason. */
const UNMEASURED: ReadonlyMap<string, string> = new Map();

const data = loadClients();
const dialects = data?.raised.map(({ dialect }) => dialect) ?? [];

it('has every dialect of the clients', () => {
  expect(dialects).toEqual([...new Set(data?.clients.map(({ dialect }) => dialect))].toSorted().toReversed());
});

it.each(dialects)('%s: every fault is measured with every client: npm run clients -- --missing', (dialect) => {
  const catalogue = faultsOf(dialect).map(({ id }) => id);
  const clients = data?.clients.filter((client) => client.dialect === dialect) ?? [];
  const missing = clients.flatMap(({ client, version, faults }) =>
    catalogue.filter((id) => !faults.has(id) && !UNMEASURED.has(id)).map((id) => `${client}@${version}: ${id}`),
  );
  expect(missing).toEqual([]);
  const known = new Set(catalogue);
  const removed = clients.flatMap(({ faults }) => [...faults.keys()].filter((id) => !known.has(id)));
  expect(removed).toEqual([]);
});

it.each(dialects)('%s: faults.json has what runs report for every fault', (dialect) => {
  const raised = data?.raised.find((each) => each.dialect === dialect)?.faults;
  expect([...(raised?.keys() ?? [])].toSorted()).toEqual(
    faultsOf(dialect)
      .map(({ id }) => id)
      .toSorted(),
  );
});
