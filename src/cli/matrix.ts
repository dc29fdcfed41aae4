import { resolve } from 'node:path';
import type { Command } from 'commander';
import { makeSite } from '../make-site.js';
import { EXIT } from './exit-status.js';
import { tellErrors } from './tell-errors.js';

/** `conformance matrix DIR… --out SITE` */
export function addMatrix(program: Command): void {
  program
    .command('matrix')
    .description('turn runs into a static site: who honours its own documents, who is a drop-in for OpenAI, and why')
    .argument('<runs...>', 'the folders that runs left (--out), or their report.json')
    .requiredOption('--out <dir>', 'where the site goes: a new folder, or one that holds such a site')
    .option('--title <text>', 'what the site is called', 'LLM API conformance')
    .addHelpText(
      'after',
      '\nA target.json beside a run names the target: {"name": …, "version": …, "url": …, "spec": …}.\nThe site needs no server and loads nothing from elsewhere: open index.html.',
    )
    .action(async (runs: string[], options: { out: string; title: string }) => {
      const made = await makeSite({ runs, out: options.out, title: options.title, now: new Date() });
      if ('errors' in made) {
        tellErrors(made.errors);
        process.exitCode = EXIT.couldNotRun;
        return;
      }
      process.stderr.write(
        `${made.targets} ${made.targets === 1 ? 'target' : 'targets'}, ${made.files} files: ${resolve(options.out, 'index.html')}\n`,
      );
    });
}
