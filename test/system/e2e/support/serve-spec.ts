import { afterAll, onTestFinished } from 'vitest';
import { serveReference, type Served } from '../../../../src/index.js';
import { openSpecs } from '../../../../src/io/files/open-specs.js';
import { valueOf } from '../../../support/result.js';

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

/** @param name an id, or a folder */
async function serve(name: string): Promise<Served> {
  const [spec] = valueOf(await openSpecs([name]));
  if (spec === undefined) throw new Error(`There is no spec ${name}`);
  return serveReference({ spec });
}
