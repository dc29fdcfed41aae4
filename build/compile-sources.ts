import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformSync } from 'rolldown/experimental';

/**
 * Compiles the modules of `src` into a folder, one file each, unless that was done before. Node then loads them by itself:
 * that takes a fifth of the time that Vite needs, and their code runs faster than what Vite makes of it.
 */
export function compileSources(to: string, edit = (code: string): string => code): void {
  for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/u.test(name) || name.endsWith('.d.ts')) continue;
    const from = join('src', name);
    const made = join(to, name.replace(/\.tsx?$/u, '.js'));
    // What was compiled has the time of its source: a source that is replaced by an older one is compiled again, too.
    const { atime, mtime } = statSync(from);
    if (existsSync(made) && statSync(made).mtime.getTime() === mtime.getTime()) continue;
    const { code, map, errors } = transformSync(from, readFileSync(from, 'utf8'), {
      sourcemap: true,
      jsx: { runtime: 'automatic', importSource: 'preact' },
    });
    if (errors.length > 0) throw new Error(`${from}: ${errors[0]?.message}`);
    mkdirSync(dirname(made), { recursive: true });
    const inline = Buffer.from(JSON.stringify({ ...map, sources: [relative(dirname(made), from)] })).toString('base64');
    const partial = `${made}.${process.pid}`;
    writeFileSync(partial, `${edit(code)}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`);
    utimesSync(partial, atime, mtime);
    renameSync(partial, made);
  }
}
