import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { checkText } from './language/check-text.js';

// `npm run lint`: reports words and phrases of scripts/language/word-list.ts with their plain form.
// `--report` counts them by file and never fails. Paths as arguments restrict the check.

/** Generated from other files, or words of other people. */
const EXCLUDED =
  /^(?:docs\/checks\/|reports\/|LICENSE|package-lock\.json|scripts\/language\/word-list\.ts|test\/third-party\/package)|\/captures\//u;
const CHECKED = /\.(?:[jt]sx?|md|ya?ml)$|^schemas\/|^\.ci\/run$|Jenkinsfile$/u;

const args = process.argv.slice(2);
const paths = args.filter((arg) => arg !== '--report');
const files = execFileSync('git', ['ls-files', '--', ...paths], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => CHECKED.test(file) && !EXCLUDED.test(file) && existsSync(file));

let total = 0;
for (const file of files) {
  const misuses = checkText(file, readFileSync(file, 'utf8'));
  total += misuses.length;
  if (args.includes('--report')) {
    if (misuses.length > 0) console.log(`${String(misuses.length).padStart(5)} ${file}`);
  } else {
    for (const { line, found, instead } of misuses) console.log(`${file}:${line}: "${found}". Write: ${instead}`);
  }
}
console.log(`${total} in ${files.length} files`);
if (total > 0 && !args.includes('--report')) process.exitCode = 1;
