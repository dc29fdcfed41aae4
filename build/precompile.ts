import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import standalone from 'ajv/dist/standalone/index.js';
import { requestedSchemas } from '../src/core/checks/schema/fit-schema.js';
import { checks } from '../src/core/judge/checks.js';
import type { JsonSchema } from '../src/core/model/json.js';
import type { Plan } from '../src/core/model/case.js';
import type { InputError, Result } from '../src/core/model/result.js';
import type { Spec } from '../src/core/model/spec.js';
import type { Suite } from '../src/core/model/suite.js';
import { makePlan } from '../src/core/plan/make-plan.js';
import { coverClaims } from '../src/core/plan/quick.js';
import { parseSuites } from '../src/core/plan/parse-suite.js';
import { makeStandaloneAjv } from '../src/core/schema/ajv.js';
import { withoutId } from '../src/core/schema/validator.js';
import {
  digestFiles,
  REQUESTED,
  requestedName,
  type CompiledIndex,
  type CompiledSpec,
} from '../src/io/files/compiled.js';
import { listSuiteFiles } from '../src/io/files/load-suites.js';
import { digestOf } from '../src/io/files/load-specs.js';
import { decodeFiles } from '../src/io/files/read-folder.js';
import { readSpecs } from '../src/io/files/read-specs.js';
import type { QuickChoice, TestedClaims } from '../src/io/files/tested-claims.js';
import { rehearse } from '../src/reference/rehearse.js';

/**
 * Compiles the specs and suites of two folders into a third, and replaces its content.
 * @returns errors in a spec or suite; then nothing is written
 */
export async function precompile(specsAt: string, suitesAt: string, into: string): Promise<readonly InputError[]> {
  const read = await readSpecs(specsAt, checks);
  const listed = listSuiteFiles(suitesAt);
  if (!listed.ok) return [...read.errors, ...listed.errors];
  const { suites, errors: suiteErrors } = parseSuites(
    [...decodeFiles(listed.value)].map(([file, text]) => ({ file, text })),
  );
  const errors = [...read.errors, ...suiteErrors];
  if (errors.length > 0) return errors;
  const suitesDigest = digestFiles(listed.value);

  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  const compiled: CompiledSpec[] = [];
  const requested = new Set<string>();
  for (const spec of read.specs) {
    const folder = relative(specsAt, read.folders.get(spec.id) ?? specsAt)
      .split(sep)
      .join('/');
    compiled.push({ id: spec.id, folder, inputs: digestOf(specsAt, folder) });
    await writeFile(join(into, `${spec.id}.json`), JSON.stringify(spec));
    await writeFile(join(into, `${spec.id}.cjs`), compileSchemas(spec));
    const tested = testedClaims(spec, suites, suitesDigest);
    await writeFile(join(into, `${spec.id}.tested.json`), JSON.stringify(tested));
    for (const text of requestedSchemas()) requested.add(text);
  }
  const index: CompiledIndex = { specs: compiled, suites: suitesDigest };
  await writeFile(join(into, REQUESTED), compileRequested([...requested]));
  await writeFile(join(into, 'suites.json'), JSON.stringify(suites));
  await writeFile(join(into, 'index.json'), JSON.stringify(index));
  return [];
}

/** Rehearses every case of the suites and chooses those of a quick run, so that `--quick` need not do it. */
function testedClaims(spec: Spec, suites: readonly Suite[], digest: string): TestedClaims {
  const model = spec.models.recommended ?? 'a-model';
  const planned = makePlan({ specs: [spec], suites, model, mostRequests: Number.POSITIVE_INFINITY });
  if (!planned.ok) throw new Error(`The suites have no plan for ${spec.id}`);
  const claims = new Map<string, number>();
  const cases: Record<string, readonly number[]> = {};
  const rehearsed = new Map<string, ReadonlySet<string>>();
  for (const [n, tested] of rehearse(planned.value, [spec]).entries()) {
    const ids = [...tested].map((claim) => claim.slice(spec.id.length + 1));
    for (const id of ids) if (!claims.has(id)) claims.set(id, claims.size);
    const name = planned.value.cases[n]?.id ?? '';
    cases[name] = ids.flatMap((id) => claims.get(id) ?? []);
    rehearsed.set(name, tested);
  }
  const quick = chooseQuick(makePlan({ specs: [spec], suites, model }), spec, rehearsed);
  return { spec: spec.sha256, suites: digest, claims: [...claims.keys()], cases, quick };
}

function chooseQuick(
  planned: Result<Plan>,
  spec: Spec,
  rehearsed: ReadonlyMap<string, ReadonlySet<string>>,
): QuickChoice {
  if (!planned.ok) throw new Error(`The suites have no plan for ${spec.id}`);
  const from = planned.value.cases.map(({ id }) => id);
  const claims = from.map((id) => rehearsed.get(id) ?? new Set<string>());
  return { from, chosen: coverClaims(planned.value, [spec], claims) };
}

/** The schemas of a spec as one CommonJS module: a function for each, which says whether a value fits. */
function compileSchemas({ schemas }: Spec): string {
  const ajv = makeStandaloneAjv();
  const names = Object.entries(schemas).map(([name, schema]) => {
    ajv.addSchema(withoutId(schema), name);
    return name;
  });
  return standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name])));
}

/** The schemas in the requests of the rehearsal as one CommonJS module. */
function compileRequested(texts: readonly string[]): string {
  const ajv = makeStandaloneAjv(false);
  const names = texts.map((text, n) => {
    ajv.addSchema(JSON.parse(text) as JsonSchema, requestedName(n));
    return requestedName(n);
  });
  const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name])));
  return `${code}\nexports.texts = ${JSON.stringify(texts)};\n`;
}
