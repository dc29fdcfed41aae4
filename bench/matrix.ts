// node .bench/bench/matrix.js: how long a site takes and how large its first page is, as ratios to the smallest.
import { makeEvents, makeDivergence, makeResult } from '../test/unit/matrix/make-events.js';
import { about, filesOf } from '../test/unit/matrix/make-site.js';
import { makeCase } from '../test/support/case.js';
import { faithfulEvents, makeExchange } from '../test/support/exchange.js';

/** 80 cases in the shares of the suites: most of them core, some optional, half of them streams. */
const CASES = [
  ...range(18).map((i) => ['basic', i, ['messages']] as const),
  ...range(20).map((i) => ['streaming', i, ['stream']] as const),
  ...range(14).map((i) => ['errors', i, ['errors']] as const),
  ...range(12).map((i) => ['tools', i, ['tools']] as const),
  ...range(16).map((i) => ['penalties', i, ['temperature']] as const),
].map(([suite, i, needs]) =>
  makeCase({ id: `${suite}/case-${i}`, suite, title: `Case ${i} of ${suite}`, needs, specs: ['acme', 'openai'] }),
);

const WORDS = range(30).map((i) => `word${i} `);

function runOf(target: number) {
  const exchanges = CASES.map(({ id, suite }, i) =>
    suite === 'streaming' || i % 3 === 0
      ? makeExchange({ id: i, case: id, sse: faithfulEvents(WORDS) })
      : makeExchange({ id: i, case: id }),
  );
  const results = CASES.flatMap(({ id }, i) =>
    ['acme', 'openai'].map((spec) =>
      makeResult({
        case: id,
        spec,
        exchanges: [i],
        divergences:
          (i + target) % 9 === 0
            ? [makeDivergence({ exchange: i, claim: `acme.claim.${i % 7}`, occurrences: 30 })]
            : [],
      }),
    ),
  );
  return {
    events: makeEvents({ model: `model-${target}`, cases: CASES, exchanges, results, omitted: [] }),
    about: about(`Provider ${target}`, { version: null }),
  };
}

/** Makes a site as the command does: page by page, none of them kept. Time is the processor's: machines are busy. */
function measure(targets: number) {
  const runs = range(targets).map(runOf);
  const began = process.cpuUsage();
  const size = { first: 0, all: 0, files: 0 };
  for (const [path, text] of filesOf(runs)) {
    const bytes = Buffer.byteLength(text);
    if (path === 'index.html') size.first = bytes;
    size.all += bytes;
    size.files += 1;
  }
  const { user, system } = process.cpuUsage(began);
  return { targets, seconds: (user + system) / 1e6, ...size };
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, i) => i);
}

measure(2);
const measured = [10, 50, 100, 200].map(measure);
const [base] = measured;
const times = (a: number, b: number): string => `${(a / b).toFixed(1)}×`;
const rows = measured.map(({ targets, seconds, first, all, files }) => [
  `${targets} targets × ${CASES.length} cases`,
  `${seconds.toFixed(2)} s (${times(seconds, base?.seconds ?? seconds)})`,
  `${(first / 1000).toFixed(0)} kB (${times(first, base?.first ?? first)})`,
  `${(all / 1e6).toFixed(0)} MB in ${files} files`,
]);
process.stdout.write(
  `${[['site', 'time', 'first page', 'all of it'], ['---', '---:', '---:', '---:'], ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`,
);
const last = measured.at(-1);
if (last === undefined || last.first > 300_000 || last.seconds > 60) process.exitCode = 1;
