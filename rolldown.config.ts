import { defineConfig } from 'rolldown';

// What Node would have to find in some hundred and fifty files of ours stands in a few. Libraries stay what they are:
// dependencies, which whoever installs the package can audit and update.
export default defineConfig({
  input: {
    'cli/main': 'src/cli/main.ts',
    index: 'src/index.ts',
    vitest: 'src/vitest/index.ts',
    'precompile-own': 'build/precompile-own.ts',
  },
  platform: 'node',
  external: /^[^./\0]/u,
  output: { dir: 'dist', format: 'esm', cleanDir: true, chunkFileNames: 'parts/[name].js' },
});
