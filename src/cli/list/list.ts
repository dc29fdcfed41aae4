import { describeHolders, describeOmission } from '../../core/report/phrases.js';
import { makePlan } from '../../core/plan/make-plan.js';
import { readNamed } from '../shared/read-all.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';
import { printRows, type Row } from './tabulate.js';
import { TOPICS } from './topics.js';

/** The flags of `conformance list`. */
export interface ListFlags {
  readonly spec?: string;
  readonly suites?: readonly string[];
  readonly json?: true;
}

/** Runs `conformance list`: prints a table or JSON. Returns the exit status. */
export async function listCommand(topic: string, options: ListFlags): Promise<ExitStatus> {
  if (topic === 'differences') {
    const read = await readNamed(options.spec);
    if (read === null) return EXIT.couldNotRun;
    const { listDifferences } = await import('./list-differences.js');
    return listDifferences(read.named, options.json === true);
  }
  const rows = await collect(topic, options);
  if (rows === null) return EXIT.couldNotRun;
  printRows(rows, options.json === true);
  return EXIT.conforms;
}

async function collect(topic: string, flags: ListFlags): Promise<readonly Row[] | null> {
  const read = await readNamed(flags.spec, flags.suites);
  if (read === null) return null;
  const specs = read.named;
  switch (topic) {
    case 'specs':
      return specs.map((spec) => ({
        spec: spec.id,
        title: spec.title,
        revision: spec.revision,
        claims: spec.claims.length,
        docs: spec.docs.length,
      }));
    case 'suites': {
      // Their own cases are counted below. Planning these too would take most of the time.
      const empty = read.suites.map((suite) => ({ ...suite, cases: [] }));
      const planned = makePlan({ specs, suites: empty, model: 'MODEL', mostRequests: Number.POSITIVE_INFINITY });
      if (!planned.ok) {
        printErrors(planned.errors);
        return null;
      }
      const derived = planned.value.cases.filter(({ origin }) => origin === 'derived');
      const dialectOf = new Map(specs.map(({ id, dialect }) => [id, dialect]));
      const dialects = new Set(dialectOf.values());
      const suites = read.suites.filter(({ dialect }) => dialects.has(dialect));
      return suites.map((suite) => {
        // Suites of two dialects can have the same id.
        const own = derived.filter(
          (each) => each.suite === suite.id && each.specs.some((id) => dialectOf.get(id) === suite.dialect),
        );
        const fromSpecs = new Set(own.map(({ id }) => id)).size;
        return {
          suite: suite.id,
          title: suite.title,
          cases: suite.cases.length + fromSpecs,
          'derived from specs': fromSpecs,
          dialect: suite.dialect,
        };
      });
    }
    case 'checks': {
      const { checks } = await import('../../core/judge/checks.js');
      return checks.map((check) => ({ check: check.id, stage: check.stage, title: check.title }));
    }
    case 'clients': {
      const { loadClients } = await import('../../io/files/load-clients.js');
      const dialects = new Set(specs.map(({ dialect }) => dialect));
      return (loadClients()?.clients ?? [])
        .filter(({ dialect }) => dialects.has(dialect))
        .map(({ client, version, dialect, measured, faults }) => ({
          client,
          version,
          dialect,
          measured,
          faults: faults.size,
        }));
    }
    case 'claims':
      return specs.flatMap((spec) =>
        spec.claims.map((claim) => ({
          spec: spec.id,
          claim: claim.id,
          level: claim.level,
          says: claim.says,
          'held by': describeHolders(claim),
        })),
      );
    case 'cases': {
      const planned = makePlan({ specs, suites: read.suites, model: 'MODEL' });
      if (!planned.ok) {
        printErrors(planned.errors);
        return null;
      }
      const { cases, omitted } = planned.value;
      return [
        ...cases.map((each) => ({
          case: each.id,
          specs: each.specs.join(','),
          title: each.title,
          requests: each.steps.length,
        })),
        ...omitted.map((each) => ({
          case: each.case,
          specs: `${each.spec}: ${each.skipped === true ? 'skipped' : 'omitted'}`,
          title: describeOmission(each),
          requests: 0,
        })),
      ];
    }
    default: {
      const { didYouMean } = await import('../../core/spec/suggestion.js');
      process.stderr.write(`There is no list of ${JSON.stringify(topic)}. ${didYouMean(topic, TOPICS) ?? ''}\n`);
      return null;
    }
  }
}
