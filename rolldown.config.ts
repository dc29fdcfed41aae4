import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** Writes down whose work stands in the bundle, and under which terms: their licenses ask for it. */
const licenses: Plugin = {
  name: 'licenses',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    const folders = modules.flatMap(
      (id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(id.replaceAll('\\', '/'))?.[0] ?? [],
    );
    const texts = [...new Set(folders)].toSorted().map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
      const file = readdirSync(folder).find((each) => /^licen[cs]e/iu.test(each));
      const terms = file === undefined ? license : readFileSync(join(folder, file), 'utf8').trim();
      return `## ${name} ${version}\n\n${terms}\n`;
    });
    const source = `# What the files in this folder hold of others\n\n${texts.join('\n')}`;
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.md', source });
  },
};

// What Node would have to find in some hundred and fifty files, and those of libraries, stands in a few.
export default defineConfig({
  input: Object.fromEntries(['cli/main', 'index', 'precompile-own', 'vitest'].map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  // Those who register tests have the one; only this build needs the other.
  external: ['vitest', 'rolldown'],
  plugins: [licenses],
  output: { dir: 'dist', format: 'esm', cleanDir: true, chunkFileNames: 'parts/[name].js' },
});
