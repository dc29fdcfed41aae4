import { relative, sep } from 'node:path';

/** A path as messages name it: from here where it lies below, with slashes. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return (fromHere.startsWith('..') ? path : fromHere).split(sep).join('/');
}
