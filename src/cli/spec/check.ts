import { checkSpecs, type CheckedSpec } from '../../import/check-spec.js';
import { count, escapeUnseen } from '../../core/wire/quote.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** The flags of `conformance spec check`. */
export interface CheckFlags {
  readonly suites?: readonly string[];
}

/** Runs `conformance spec check`: prints what is doubtful in specs. Returns the exit status: 1 if there is an error. */
export async function checkCommand(name: string, { suites = [] }: CheckFlags): Promise<ExitStatus> {
  const checked = await checkSpecs(name, suites);
  if (!checked.ok) {
    printErrors(checked.errors);
    return EXIT.couldNotRun;
  }
  const lines = checked.value.flatMap(describe);
  process.stdout.write(`${lines.map(escapeUnseen).join('\n')}\n`);
  const isWrong = checked.value.some(({ wrong, concerns }) => wrong.length > 0 || concerns.some(isError));
  return isWrong ? EXIT.diverges : EXIT.conforms;
}

const isError = ({ severity }: CheckedSpec['concerns'][number]): boolean => severity === 'error';

function describe({ spec, concerns, cases, wrong, omitted }: CheckedSpec): readonly string[] {
  const own = spec.claims.filter((claim) => claim.spec === spec.id);
  const errors = concerns.filter(isError);
  return [
    `${spec.id}: ${count(own.length, 'claim')}, ${count(cases, 'case')} planned, ${omitted} omitted`,
    ...[...errors, ...concerns.filter((concern) => !isError(concern))].map(
      ({ severity, at, text }) => `  ${severity} ${at}: ${text}`,
    ),
    ...wrong.flatMap((result) =>
      result.divergences
        .filter(({ level }) => level !== 'note')
        .map(
          ({ check, claim, expected, actual }) =>
            `  error ${claim}: the reference provider of the spec diverges in ${result.case} (${check}): expected ${expected}, got ${actual}`,
        ),
    ),
    ...(errors.length + wrong.length === 0 ? [`  The reference provider of the spec conforms to it.`] : []),
  ];
}
