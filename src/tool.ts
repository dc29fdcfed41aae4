import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from './io/package-folder.js';

const MANIFEST = readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8');
const { name, version } = JSON.parse(MANIFEST) as { name: string; version: string };

/** The tool as reports name it. */
export const TOOL: { readonly name: string; readonly version: string } = { name, version };
