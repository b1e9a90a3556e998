import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const source = new URL('../../source/', import.meta.url);

/** Files of source/ without the simulator, by their path there. */
function files(): string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter(path => /\.tsx?$/.test(path) && !path.startsWith('simulator/'))
    .sort();
}

/**
 * The files that a screen with a view of its own is made of: those that have its name, those that name the kind of
 * its view, and those that take its screen or its reader into a table.
 */
function filesOf(kind: string, name: string, words: RegExp): string[] {
  const own = new RegExp(`(^|/)${name}s?(-list)?\\.ts$`);
  return files().filter(path => {
    const text = readFileSync(new URL(path, source), 'utf8');
    const registers = /registry\.ts$/.test(path) && text.includes(`./${name}`);
    const namesKind = path === 'backup/view.ts' && text.includes(`readonly ${kind}:`);
    return own.test(path) || registers || namesKind || (path.startsWith('text/en/') && words.test(text));
  });
}

describe('a screen with a view of its own', () => {
  it('is made of eight files, not counting its words in a further language, as docs/architecture.md lists them by the example of log streams', () => {
    expect(filesOf('log_streams', 'log-stream', /\blogStreams: \{/)).toEqual([
      'backup/log-stream.ts',
      'backup/view.ts',
      'oceanbase/views/log-streams.ts',
      'oceanbase/views/registry.ts',
      'presentation/lists/log-stream-list.ts',
      'screens/log-streams.ts',
      'screens/registry.ts',
      'text/en/screens.ts',
    ]);
  });

  it('is named by no other room: no file but its own imports the screen of log streams or its place', () => {
    const importing = files().filter(path =>
      /from '\.{1,2}\/(screens\/)?log-streams\.ts'/.test(readFileSync(new URL(path, source), 'utf8')),
    );
    expect(importing.filter(path => path.startsWith('screens/'))).toEqual(['screens/registry.ts']);
  });

  it('is named by no switch of the controller, the app, the store or the live source', () => {
    for (const path of [
      'screens/controller.ts',
      'screens/app.tsx',
      'watch/store.ts',
      'oceanbase/live-source.ts',
    ]) {
      expect(readFileSync(new URL(path, source), 'utf8'), path).not.toMatch(/log[-_]?streams?/i);
    }
  });
});
