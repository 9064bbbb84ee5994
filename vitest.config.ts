import { defineConfig } from 'vitest/config';

/** `unit` needs nothing, `db` a real PostgreSQL (started once, a cloned template per file), `ui` a DOM. Browser journeys run in Playwright. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/{lib,planning,interchange,contract,server,cli}/**/*.test.ts',
            'tests/*.test.ts',
            'seeds/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/*.db.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'db',
          include: ['src/**/*.db.test.ts', 'tests/**/*.db.test.ts'],
          globalSetup: ['tests/support/database-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'ui',
          include: ['src/client/**/*.test.ts', 'src/client/**/*.test.tsx'],
          environment: 'happy-dom',
        },
      },
    ],
  },
});
