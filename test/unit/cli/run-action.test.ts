import { afterEach, expect, it, vi } from 'vitest';
import { runAction } from '../../../src/cli/shared/run-action.js';
import { RedactionError } from '../../../src/core/redact/fail-closed.js';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

it('a fault of the redactor is one sentence and status 2', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await runAction(() => Promise.reject(new RedactionError()));
  expect(process.exitCode).toBe(2);
  expect(write.mock.calls.map(([text]) => text)).toEqual([
    'Secrets could not be redacted, so nothing more is written. Please report it: this is an error in conformance.\n',
  ]);
});
