import { expect, test } from 'vitest';
import { chainTo, sourceFiles } from './imports.js';

/** Modules that start processes or open sockets. */
const FORBIDDEN =
  /^(?:node:(?:child_process|cluster|dgram|http|http2|https|net|tls|worker_threads)|undici|openai|ai|playwright-core)(?:\/|$)/u;

const files = (folder: string): string[] => sourceFiles(folder).filter((file) => file.endsWith('.test.ts'));

test('no unit test reaches a module that starts processes or opens sockets', () => {
  const chains = files('test/unit').map((file) => chainTo(file, FORBIDDEN));
  expect(chains.filter((chain) => chain !== null).map((chain) => chain.join(' > '))).toEqual([]);
});

test('the search finds such modules behind the system tests', () => {
  expect(chainTo('test/system/cli/exit-status.test.ts', FORBIDDEN)).not.toBeNull();
});
