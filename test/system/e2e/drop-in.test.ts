import { join } from 'node:path';
import { expect, it } from 'vitest';
import { conformance } from './support/conformance.js';
import { divergenceLines } from './support/divergence-lines.js';
import { readGolden, type KnownDivergence } from './support/golden.js';
import { emptyFolder, readReport } from './support/out-folder.js';

const golden = readGolden(new URL('golden/greenpt-as-openai.yaml', import.meta.url)) as readonly KnownDivergence[];

it('reports where a provider that conforms to its own documents is no drop-in for OpenAI', async () => {
  const out = join(emptyFolder(), 'run');
  const ran = await conformance(['run', '--reference', 'greenpt', '--spec', 'greenpt,openai', '--out', out]);
  expect(ran.status).toBe(1);
  const { results, run } = readReport(out);
  const own = results.filter(({ spec }) => spec === 'greenpt');
  expect(own.filter(({ verdict }) => verdict !== 'conforms')).toEqual([]);
  expect([...divergenceLines(results).keys()]).toEqual(golden.map(({ line }) => line).toSorted());
  // One set of requests for both specs. Two combined requests are refused and not judged.
  const testCase = new Set(results.flatMap(({ exchanges }) => exchanges));
  expect(run.requests).toBe(testCase.size + 2);
  expect(ran.stdout).toMatch(/✗ 1 {2}.*code is the integer 400 +must · \d+ of \d+ cases · openai/u);
  // A provider that documents no tools ignores them: what a model does not show says nothing of it.
  const inconclusive = results.filter(({ verdict }) => verdict === 'inconclusive');
  expect(new Set(inconclusive.map((result) => result.inconclusive?.reason))).toEqual(new Set(['model-declined']));
});
