import { stringify } from 'yaml';
import type { ConfigTarget } from './config.js';

const HEAD = `# yaml-language-server: $schema=./node_modules/llm-conformance/schemas/config.schema.json
# What conformance run asks here, and whom. Flags win over this file. No key stands in it: keyEnv names the variable.
`;

const MORE = `
# suites: [basic, streaming]        # only these
# budgets: { maxRequests: 500 }     # what a run may cost
# failOn: must                      # the lightest level that fails the run
`;

/** A `conformance.yaml` of one target. */
export function writeConfig(target: ConfigTarget, baseline: string | null): string {
  const config = {
    targets: [target],
    reporters: ['terminal'],
    ...(baseline === null ? {} : { baseline }),
  };
  const hint =
    baseline === null ? '# baseline: conformance.baseline.yaml   # conformance baseline init begins one\n' : '';
  return `${HEAD}${stringify(config, { lineWidth: 0 })}${MORE}${hint}`;
}
