import { jsonReport } from './json.js';
import { markdownReport } from './markdown.js';
import type { Reporter } from './reporter.js';
import { terminalReport } from './terminal.js';

/** Every reporter by the name under which `--reporter` knows it. */
export const reporters: Readonly<Record<string, Reporter>> = {
  terminal: terminalReport,
  json: jsonReport,
  markdown: markdownReport,
};
