import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder of this package, whether this file stands in its sources or in a bundle. */
export const PACKAGE_FOLDER = dirname(createRequire(import.meta.url).resolve('llm-conformance/package.json'));
