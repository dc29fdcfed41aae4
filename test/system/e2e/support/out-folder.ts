import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import type { RunEvent } from '../../../../src/core/model/event.js';
import type { Report } from '../../../../src/core/model/report.js';

/** An empty folder, gone when the test is over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-e2e-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty folder, gone when the suite is over. */
export function emptyFolderOfSuite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-e2e-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The report that a run left in its folder. */
export function readReport(out: string): Report {
  return JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report;
}

/** The events that a run left, line by line. */
export function readLines(out: string): readonly RunEvent[] {
  const lines = readFileSync(join(out, 'results.ndjson'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as RunEvent);
}
