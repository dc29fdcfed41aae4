import { createRequire } from 'node:module';

const { name, version } = createRequire(import.meta.url)('llm-conformance/package.json') as {
  name: string;
  version: string;
};

/** The tool as reports name it. */
export const TOOL: { readonly name: string; readonly version: string } = { name, version };
