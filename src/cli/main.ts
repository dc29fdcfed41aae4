#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { EXIT } from './shared/run-action.js';
import { commandName, withCommandName } from './shared/command-name.js';
import { guardStreams } from './shared/guard-streams.js';
import { tuneEngine } from './shared/tune-engine.js';
import { TOOL } from '../io/files/package-files.js';
import { provideSchemaEngines } from '../io/files/schema-engines.js';
import { addBaseline } from './baseline/command.js';
import { addDiff } from './diff/command.js';
import { addExplain } from './explain/command.js';
import { addInit } from './init/command.js';
import { addJudge } from './judge/command.js';
import { addList } from './list/command.js';
import { addMatrix } from './matrix/command.js';
import { addSpec } from './spec/command.js';
import { addMerge } from './merge/command.js';
import { addRun } from './run/command.js';
import { addServe } from './serve/command.js';
import { addShow } from './show/command.js';
import { addWatch } from './watch/command.js';
import { addVerify } from './verify/command.js';

const program = new Command(commandName())
  .description(
    'Tests an LLM API against its own documentation: sends real requests to an endpoint and reports every field and chunk that diverges, with the documented sentence that it breaks.',
  )
  .version(TOOL.version)
  .exitOverride()
  .configureOutput({
    outputError(text, write) {
      // A user who mistook a flag for one that takes a key has typed the key: do not print it.
      const safe = text.replace(/'(--?[\w-]+)=[^]*?'$/mu, "'$1'");
      // A URL without its flag is not printed either: it may contain credentials.
      const isUrl = /too many arguments for 'run'/u.test(text) && process.argv.some((each) => /^https?:/iu.test(each));
      if (isUrl) write(`error: name the endpoint with --base-url: ${commandName()} run --base-url URL --spec ID\n`);
      else
        write(
          safe.replace(
            /option '--(?:api-?)?(?:key|token)'/u,
            '$&: the key is read from an environment variable, see --key-env',
          ),
        );
    },
  })
  .addHelpText(
    'after',
    withCommandName(`
Examples:
  conformance run --reference greenpt --spec greenpt,openai
  CONFORMANCE_API_KEY=… conformance run --base-url https://gateway.example/v1 --spec openai --model my-model
  conformance judge traffic.har --spec openai
  conformance explain sse-terminator

Exit status: 0 conforms · 1 diverges · 2 could not run · 3 not enough evidence · 130 interrupted`),
  );

for (const add of [
  addInit,
  addRun,
  addMerge,
  addDiff,
  addJudge,
  addShow,
  addBaseline,
  addList,
  addExplain,
  addServe,
  addMatrix,
  addSpec,
  addWatch,
  addVerify,
])
  add(program);

pointToHelp(program, commandName());

/** After an error in its flags, a command points to its own help. */
function pointToHelp(command: Command, path: string): void {
  command.showHelpAfterError(`(See ${path} --help.)`);
  for (const child of command.commands) pointToHelp(child, `${path} ${child.name()}`);
}

tuneEngine();
guardStreams();
provideSchemaEngines();

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.conforms : EXIT.couldNotRun;
}
