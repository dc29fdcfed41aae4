import { escapeUnseen } from '../../core/wire/quote.js';
import { verifyFolder } from '../../verify/verify-folder.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** Runs `conformance verify`: recomputes each report from its record. Returns the exit status. */
export async function verifyCommand(reports: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.conforms;
  for (const path of reports) {
    const verification = await verifyFolder(path, new Date());
    if (!verification.ok) {
      printErrors(verification.errors);
      status = EXIT.couldNotRun;
      continue;
    }
    const { refused, verified, unverified, verdictsVerified } = verification.value;
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
  if (refused > 0) return 'rejected';
  return verdictsVerified ? 'verified' : 'no problems found, but the verdicts could not be recomputed here';
}
