import type { Command } from 'commander';
import type { VerifyFlags } from './verify.js';
import { runAction } from '../shared/run-action.js';

/** `conformance verify REPORT…` */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('recompute the totals, verdicts and files of reports from their record')
    .argument('<reports...>', 'the folders of runs (--out), or their report.json')
    .option('--spec <names>', 'the folders of user specs that the runs were judged by, comma-separated: ./acme')
    .option('--suites <dir...>', 'the folders of user suites that the runs sent')
    .option('--accept-build', 'also accept reports of this build, if it is a build between releases')
    .addHelpText(
      'after',
      `
Rejected: reports that were edited, are partial or undated, come from an
unreleased version, or contain a secret. Not verified: what this installation
cannot recompute, such as verdicts by another revision of a spec, and files that
do not follow from the record. Both are listed.

Exit status: 0 everything was recomputed and agrees · 1 at least one rejected ·
2 could not read a report · 3 something could not be verified here`,
    )
    .action((reports: readonly string[], flags: VerifyFlags) =>
      runAction(async () => {
        const { verifyCommand } = await import('./verify.js');
        return verifyCommand(reports, flags);
      }),
    );
}
