import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,workers,scripts,bench}/**/*.test.ts'],
    globalSetup: ['./scripts/testDatabaseServer.ts'],
    setupFiles: ['./scripts/quietLogger.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    typecheck: { enabled: false },
  },
});
