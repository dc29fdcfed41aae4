import type { Command } from 'commander';
import { runAction } from '../shared/run-action.js';

/** `conformance verify REPORT…` */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('recompute the totals and verdicts of reports from their record')
    .argument('<reports...>', 'the folders of runs (--out), or their report.json')
    .addHelpText(
      'after',
      `
Rejected: reports that were edited, are partial or undated, come from an
unreleased version, or contain a secret. What cannot be recomputed is listed.
Exit status: 0 all verified · 1 at least one rejected · 2 could not read a
report`,
    )
    .action((reports: readonly string[]) =>
      runAction(async () => {
        const { verifyCommand } = await import('./verify.js');
        return verifyCommand(reports);
      }),
    );
}
