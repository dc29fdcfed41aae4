import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Tests start servers and commands as processes: more of them at once than cores only makes them wait.
    maxWorkers: 4,
  },
});
