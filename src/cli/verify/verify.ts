import { escapeUnseen } from '../../core/wire/quote.js';
import { verifyFolder } from '../../verify/verify-folder.js';
import { EXIT, type ExitStatus } from '../shared/exit-status.js';
import { tellErrors } from '../shared/print-errors.js';

/** Runs `conformance verify`: what follows from the record of each report and what not. Answers the exit status. */
export async function verifyCommand(reports: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.conforms;
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
  return status;
}

function headline(refused: number, verdictsVerified: boolean): string {
  if (refused > 0) return 'refused';
  return verdictsVerified ? 'verified' : 'nothing speaks against it, but its verdicts could not be judged again here';
}
