import type { Command } from 'commander';
import { escapeUnseen } from '../core/wire/quote.js';
import { verifyFolder } from '../verify-folder.js';
import { EXIT } from './exit-status.js';
import { tellErrors } from './tell-errors.js';

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
    .action(async (reports: string[]) => {
      let status: number = EXIT.conforms;
      for (const path of reports) {
        const verification = await verifyFolder(path, new Date());
        if ('errors' in verification) {
          tellErrors(verification.errors);
          status = EXIT.couldNotRun;
          continue;
        }
        const { refused, verified, unverified, verdictsVerified } = verification;
        if (refused.length > 0 && status === EXIT.conforms) status = EXIT.diverges;
        const lines = [
          `${path}: ${headline(refused.length, verdictsVerified)}`,
          ...refused.map(({ reason, detail }) => `  ${reason}: ${detail}`),
          ...verified.map((what) => `  verified: ${what}`),
          ...unverified.map((what) => `  cannot be verified: ${what}`),
        ];
        process.stdout.write(`${lines.map(escapeUnseen).join('\n')}\n`);
      }
      process.exitCode = status;
    });
}

function headline(refused: number, verdictsVerified: boolean): string {
  if (refused > 0) return 'refused';
  return verdictsVerified ? 'verified' : 'nothing speaks against it, but its verdicts could not be judged again here';
}
