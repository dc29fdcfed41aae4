import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandName } from '../../../src/cli/shared/command-name.js';

it.each([
  ['a clone', '/src/app/dist/cli/main.js', {}, 'npx llm-conformance'],
  ['npx', '/src/app/node_modules/.bin/llm-conformance', { npm_command: 'exec' }, 'npx llm-conformance'],
  ['npx with the short name', '/src/app/node_modules/.bin/conformance', { npm_command: 'exec' }, 'npx conformance'],
  ['a script of npm', '/src/app/node_modules/.bin/conformance', { npm_command: 'run-script' }, 'npx conformance'],
  ['a global installation', '/usr/local/bin/conformance', {}, 'conformance'],
])('names the command in %s', (_, script, env, name) => {
  expect(commandName(['node', script], env, { folder: '/src/app/docs', exists: () => false })).toBe(name);
});

it.each([
  ['in a project that has the package', '/home/me/project/src', 'npx llm-conformance'],
  ['elsewhere', '/home/me', 'node /src/app/dist/cli/main.js'],
])('names the command of a clone that is started %s', (_, folder, name) => {
  const exists = (path: string) => path === join('/home/me/project/node_modules/llm-conformance/package.json');
  expect(commandName(['node', '/src/app/dist/cli/main.js'], {}, { folder, exists })).toBe(name);
});

it('quotes a path with a space', () => {
  const start = { folder: '/tmp', exists: () => false };
  expect(commandName(['node', '/my apps/dist/cli/main.js'], {}, start)).toBe('node "/my apps/dist/cli/main.js"');
});
