import { defineConfig } from 'vitest/config';

// What is shipped is React's production code, and its development code takes half as much time again for a frame.
process.env.NODE_ENV = 'production';

// A time limit is for a test that hangs, never for speed: machines differ.
const limits = { testTimeout: 120_000, hookTimeout: 180_000, teardownTimeout: 60_000 };
const setupFiles = ['test/property-seed.ts'];
const engine = ['test/contract/servers/global-setup.ts'];
const terminal = { include: ['test/terminal/**/*.test.ts'], globalSetup: engine, fileParallelism: false };

/** The executable to be tested besides dist/cli.js; test/run.sh sets it. */
const executable = process.env.OB_TEST_EXECUTABLE ?? '';

/**
 * Of the terminal's tests, those that say nothing more on the executable: they do not start the program, are about the
 * files of dist/, or hold what only the bundle's own code does, which is the same in both.
 */
const notOnExecutable = [
  'driver',
  'alerts.test.ts',
  'frame-writer.test.ts',
  'input-filter.test.ts',
  'monitoring.test.ts',
  'read-only.test.ts',
  'recipes.test.ts',
  'simulator-file.test.ts',
  'start.test.ts',
  'slow-link.test.ts',
];

/** The same tests on the single executable, in an environment without Node, and those of the packages. */
const onExecutable = {
  test: {
    ...limits,
    ...terminal,
    setupFiles,
    name: 'executable',
    include: [...terminal.include, 'test/package/**/*.test.ts'],
    exclude: notOnExecutable.map(name => `test/terminal/${name}${name.endsWith('.ts') ? '' : '/**'}`),
    sequence: { groupOrder: 3 },
  },
};

// The groups run one after the other: tests that share an engine, or watch a terminal, are not starved by the rest.
export default defineConfig({
  test: {
    ...limits,
    tags: [
      {
        name: 'slow',
        description: 'a test, or a file headed by `// @module-tag slow`; not in `npm run test:fast`',
      },
    ],
    pool: 'forks',
    reporters: ['default', './test/contract/servers/left-out.ts'],
    projects: [
      {
        test: {
          ...limits,
          setupFiles,
          name: 'rooms',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/contract/**', 'test/terminal/**', 'test/package/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...limits,
          setupFiles,
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          globalSetup: engine,
          fileParallelism: false, // one engine, used by one file at a time
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...limits,
          setupFiles,
          ...terminal,
          name: 'terminal',
          env: { OB_TEST_EXECUTABLE: '' },
          sequence: { groupOrder: 2 },
        },
      },
      ...(executable === '' ? [] : [onExecutable]),
    ],
  },
});
