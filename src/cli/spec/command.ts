import type { Command } from 'commander';
import { runAction } from '../shared/run-action.js';
import type { CheckFlags } from './check.js';
import type { ImportFlags } from './import.js';
import type { UpdateFlags } from './update.js';

/** `conformance spec import FILE | check DIR | update DIR` */
export function addSpec(program: Command): void {
  const command = program.command('spec').description('write, check and update specs from OpenAPI documents');
  command
    .command('import')
    .description(
      'write the draft of a spec from an OpenAPI 3 document: schemas, and a claim for each documented member',
    )
    .argument('<file>', 'the document in YAML or JSON; nothing is fetched')
    .requiredOption('--operation <name>', "the operation, such as 'POST /v1/messages'")
    .requiredOption('--id <id>', 'the id of the spec: lower-case letters, digits and hyphens')
    .option(
      '--chunk <pointer>',
      "the schema of a stream's events, if no response links it: '#/components/schemas/Chunk'",
    )
    .option('--error <pointer>', 'the schema of errors, if no response links it')
    .option('--url <url>', 'the address of the document, for links to its lines')
    .option('--out <dir>', 'the folder of the draft (default: the id)')
    .addHelpText(
      'after',
      `
Read the draft before you trust it: documents have errors. What a plain reply
breaks is quarantined: it is reported as a note and never fails a run.
Next: conformance spec check DIR`,
    )
    .action((file: string, flags: ImportFlags) =>
      runAction(async () => {
        const { importCommand } = await import('./import.js');
        return importCommand(file, flags, new Date());
      }),
    );
  command
    .command('check')
    .description('examine a spec without a server: doubtful claims, missing parts, the reference provider made of it')
    .argument('<spec>', 'an id, or a folder such as ./acme')
    .option('--suites <dir...>', 'folders of user suites')
    .addHelpText(
      'after',
      `
An error leads to false positives, a warning may be as documented.
Exit status: 0 no errors · 1 errors · 2 could not read the spec`,
    )
    .action((name: string, flags: CheckFlags) =>
      runAction(async () => {
        const { checkCommand } = await import('./check.js');
        return checkCommand(name, flags);
      }),
    );
  command
    .command('update')
    .description('import a later document again: print claim by claim what it changed, and take it over')
    .argument('<dir>', 'the folder that spec import wrote')
    .requiredOption('--from <file>', 'the later document')
    .option('--url <url>', 'its address, if that changed')
    .option('--dry-run', 'only compare')
    .option('--json', 'print the changes as JSON: [{change, at, what, outcome}]')
    .addHelpText(
      'after',
      `
What you edited stays, and is reported as kept if the document changed there too.
Lines that only moved are no change.
Exit status: 0 documents unchanged · 1 documents changed · 2 could not update`,
    )
    .action((dir: string, flags: UpdateFlags) =>
      runAction(async () => {
        const { updateCommand } = await import('./update.js');
        return updateCommand(dir, flags, new Date());
      }),
    );
}
