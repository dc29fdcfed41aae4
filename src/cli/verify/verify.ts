import { escapeUnseen } from '../../core/wire/quote.js';
import type { Verification } from '../../core/report/verification.js';
import { verifyFolder } from '../../verify/verify-folder.js';
import { namesIn } from '../shared/read-all.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** The flags of `conformance verify`. */
export interface VerifyFlags {
  readonly spec?: string;
  readonly suites?: readonly string[];
  readonly acceptBuild?: true;
}

/** Runs `conformance verify`: recomputes each report from its record. Returns the exit status. */
export async function verifyCommand(reports: readonly string[], flags: VerifyFlags): Promise<ExitStatus> {
  const statuses: ExitStatus[] = [EXIT.conforms];
  for (const path of reports) {
    const verification = await verifyFolder(path, new Date(), {
      acceptsBuild: flags.acceptBuild === true,
      specs: namesIn(flags.spec),
      ownSuites: flags.suites,
    });
    if (!verification.ok) {
      printErrors(verification.errors);
      statuses.push(EXIT.couldNotRun);
      continue;
    }
    const { refused, verified, unchecked, unverified } = verification.value;
    if (refused.length > 0) statuses.push(EXIT.diverges);
    else if (unchecked.length > 0) statuses.push(EXIT.thin);
    const lines = [
      `${path}: ${headline(verification.value)}`,
      ...refused.map(({ reason, detail }) => `  ${reason}: ${detail}`),
      ...verified.map((what) => `  verified: ${what}`),
      ...unchecked.map((what) => `  not verified here: ${what}`),
      ...unverified.map((what) => `  cannot be verified: ${what}`),
    ];
    process.stdout.write(`${lines.map(escapeUnseen).join('\n')}\n`);
  }
  return BY_WEIGHT.find((status) => statuses.includes(status)) ?? EXIT.conforms;
}

/** The status of several reports is the first of these. */
const BY_WEIGHT = [EXIT.couldNotRun, EXIT.diverges, EXIT.thin] as const;

function headline({ refused, isComplete }: Verification): string {
  if (refused.length > 0) return 'rejected';
  return isComplete ? 'verified' : 'no problems found, but not everything could be verified here';
}
