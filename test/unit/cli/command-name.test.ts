import { expect, it } from 'vitest';
import { commandName } from '../../../src/cli/shared/command-name.js';

it.each([
  ['a clone', '/src/app/dist/cli/main.js', {}, 'npx llm-conformance'],
  ['npx', '/src/app/node_modules/.bin/llm-conformance', { npm_command: 'exec' }, 'npx llm-conformance'],
  ['npx with the short name', '/src/app/node_modules/.bin/conformance', { npm_command: 'exec' }, 'npx conformance'],
  ['a script of npm', '/src/app/node_modules/.bin/conformance', { npm_command: 'run-script' }, 'npx conformance'],
  ['a global installation', '/usr/local/bin/conformance', {}, 'conformance'],
])('names the command in %s', (_, script, env, name) => {
  expect(commandName(['node', script], env)).toBe(name);
});
