import { fileURLToPath } from 'node:url';
import { describeError } from '../src/cli/shared/print-errors.js';
import { precompile } from './precompile.js';

// The last step of the build: what every start would do again is done once.
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const errors = await precompile(at('../specs'), at('../suites'), at('compiled'));
for (const error of errors) process.stderr.write(`${describeError(error)}\n`);
process.exitCode = errors.length > 0 ? 2 : 0;
