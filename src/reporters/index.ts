import { githubReport } from './github.js';
import { htmlReport } from './html/html.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import { markdownReport } from './markdown.js';
import { clean } from '../core/report/clean.js';
import type { ReporterName } from '../core/report/reporter-names.js';
import type { Reporter } from './reporter.js';
import { terminalReport } from './terminal/terminal.js';

/** A reporter whose text is shown to people: its input has no characters that affect a terminal or a reader. */
const toPeople =
  (reporter: Reporter): Reporter =>
  (report, options) =>
    reporter(clean(report), options);

/** Every reporter by its name for `--reporter`. A name without its reporter does not compile. */
export const reporters: Readonly<Record<ReporterName, Reporter>> = {
  terminal: toPeople(terminalReport),
  json: jsonReport,
  junit: toPeople(junitReport),
  github: toPeople(githubReport),
  markdown: toPeople(markdownReport),
  html: toPeople(htmlReport),
};
