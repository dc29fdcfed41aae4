import { expect, it } from 'vitest';
import { emptyFolder } from '../e2e/support/out-folder.js';
import { openTerminal } from '../../support/terminal.js';

it('Ctrl-C on a terminal shows once why the run stopped, and how to continue', { timeout: 60_000 }, async () => {
  const folder = emptyFolder();
  const args = ['run', '--reference', 'openai', '--spec', 'openai', '--rpm', '60', '--out', 'run'];
  const terminal = openTerminal(folder, args);
  await terminal.sees('cases planned');
  terminal.types('\u0003');
  await terminal.sees('--resume run');
  expect(await terminal.ended).toBe(130);
  expect(terminal.text().match(/stopped early/giu)).toHaveLength(1);
});
