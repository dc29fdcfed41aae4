// npm run bench [-- NAME…]: measures everything, or the named parts, and prints a table of ratios with their aims.
import { isReached, tabulate, type Row } from './kit/row.js';
import { measureFirstRequest } from './measures/first-request.js';
import { measureMemory } from './measures/memory.js';
import { measureRun } from './measures/run.js';
import { measureSite } from './measures/site.js';
import { measureStartUp } from './measures/start-up.js';
import { measureStream } from './measures/stream.js';

const measures: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  'start-up': measureStartUp,
  'first-request': measureFirstRequest,
  run: measureRun,
  stream: measureStream,
  memory: measureMemory,
  site: measureSite,
};

const named = process.argv.slice(2);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (named.length > 0 && !named.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  rows.push(...(await measure()));
}
process.stdout.write(`${tabulate(rows)}\n`);
process.stderr.write(`${rows.filter(({ ratio, aim }) => !isReached(ratio, aim)).length} aims not reached\n`);
