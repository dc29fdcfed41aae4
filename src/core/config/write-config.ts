import { defined } from '../model/defined.js';
import { stringify } from 'yaml';
import type { ConfigTarget } from './config.js';

const HEAD = `# yaml-language-server: $schema=./node_modules/llm-conformance/schemas/config.schema.json
# The targets and settings of conformance run. Flags override this file. Never put a key here: keyEnv names its variable.
`;

const MORE = `
# suites: [basic, streaming]        # only these
# budgets: { maxRequests: 500 }     # limits of a run
# failOn: must                      # the lowest level that fails the run
`;

/** A `conformance.yaml` of one target. */
export function writeConfig(target: ConfigTarget, baseline: string | null): string {
  const config = {
    targets: [target],
    reporters: ['terminal'],
    ...defined({ baseline: baseline ?? undefined }),
  };
  const hint =
    baseline === null ? '# baseline: conformance.baseline.yaml   # conformance baseline init writes one\n' : '';
  return `${HEAD}${stringify(config, { lineWidth: 0 })}${MORE}${hint}`;
}
