import { githubReport } from './github.js';
import { htmlReport } from './html/html.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import { markdownReport } from './markdown.js';
import type { ReporterName } from '../core/report/reporter-names.js';
import type { Reporter } from './reporter.js';
import { terminalReport } from './terminal.js';

/** Every reporter by the name under which `--reporter` knows it. A name without its reporter does not compile. */
export const reporters: Readonly<Record<ReporterName, Reporter>> = {
  terminal: terminalReport,
  json: jsonReport,
  junit: junitReport,
  github: githubReport,
  markdown: markdownReport,
  html: htmlReport,
};
