import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Imports a package that is installed in a folder. */
export const load = (installed, name) =>
  import(pathToFileURL(createRequire(`${installed}/package.json`).resolve(name)).href);
