import type { Command } from 'commander';
import { whole } from '../shared/run-command.js';

/** `conformance verify REPORT…` */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('recompute every total and verdict of reports from their record, and refuse what does not follow')
    .argument('<reports...>', 'the folders that runs left (--out), or their report.json')
    .addHelpText(
      'after',
      '\nRefused are reports that were edited, are partial or undated, come from an unreleased version of the tool, or\nhold a secret. What cannot be told from a record is said. Exit status: 0 all verified · 1 one refused · 2 unreadable',
    )
    .action((reports: readonly string[]) =>
      whole(async () => {
        const { verifyCommand } = await import('./verify.js');
        return verifyCommand(reports);
      }),
    );
}
