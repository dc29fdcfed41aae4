// The tests import modules of core; the entry points of the package provide what core loads on demand.
import { provideSchemaEngines } from '../../src/io/files/schema-engines.js';

provideSchemaEngines();
