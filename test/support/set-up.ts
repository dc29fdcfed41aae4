import * as fc from 'fast-check';
import { tuneEngine } from '../../src/cli/shared/tune-engine.js';
import { provideSchemaEngines } from '../../src/io/files/schema-engines.js';

// A worker runs for seconds, as the command does.
tuneEngine();

// The tests import modules of core; the entry points of the package provide what core loads on demand.
provideSchemaEngines();

// CI sets a seed: one commit has one result. Elsewhere property tests take random inputs; a failure prints its seed.
const seed = process.env['PROPERTY_SEED'];
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
