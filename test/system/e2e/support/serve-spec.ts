import { afterAll, onTestFinished } from 'vitest';
import { loadSpecs, serveReference, type Served } from '../../../../src/index.js';

/** The reference provider of a spec, until the suite is over. */
export async function serveSpec(id: string): Promise<Served> {
  const served = await serve(id);
  afterAll(() => served.close());
  return served;
}

/** The reference provider of a spec, until the test is over. */
export async function serveForTest(id: string): Promise<Served> {
  const served = await serve(id);
  onTestFinished(() => served.close());
  return served;
}

async function serve(id: string): Promise<Served> {
  const { specs } = await loadSpecs();
  const spec = specs.find((each) => each.id === id);
  if (spec === undefined) throw new Error(`There is no spec ${id}`);
  return serveReference({ spec });
}
