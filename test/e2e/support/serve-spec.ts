import { afterAll } from 'vitest';
import { loadSpecs, serveReference, type Served } from '../../../src/index.js';

/** The reference provider of a spec, until the suite is over. */
export async function serveSpec(id: string): Promise<Served> {
  const { specs } = await loadSpecs();
  const spec = specs.find((each) => each.id === id);
  if (spec === undefined) throw new Error(`There is no spec ${id}`);
  const served = await serveReference({ spec });
  afterAll(() => served.close());
  return served;
}
