import type { Reporter } from './reporter.js';

/** Every reporter by the name under which `--reporter` knows it, loaded when it is asked for. */
export const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  terminal: async () => (await import('./terminal.js')).terminalReport,
  json: async () => (await import('./json.js')).jsonReport,
  markdown: async () => (await import('./markdown.js')).markdownReport,
};
