// Who may import whom: a room is a folder of source/. `npm run rooms` makes the lint rules from this table.

/** What the files of a room may import other than each other. */
export interface Room {
  /** Rooms, and with each of them the rooms that it may import itself. */
  readonly rooms: readonly string[];
  /** npm packages and modules of Node; `node:*` is all of Node. */
  readonly packages: readonly string[];
}

/**
 * From the ground up: a room names only rooms above it in this table, so neither a circle nor an arrow up can be
 * written. A folder inside a room may have a line of its own (`oceanbase/views`) and then imports only what that says.
 */
export const rooms: Readonly<Record<string, Room>> = {
  backup: { rooms: [], packages: [] },
  text: { rooms: [], packages: [] },
  lifecycle: { rooms: [], packages: ['node:*'] },
  simulator: { rooms: [], packages: ['node:*'] },
  settings: { rooms: ['text'], packages: ['meow', 'smol-toml', 'node:*'] },
  oceanbase: { rooms: ['backup', 'text'], packages: ['mysql2', 'quick-lru', 'node:*'] },
  watch: { rooms: ['backup'], packages: ['node:util', 'quick-lru'] },
  presentation: { rooms: ['watch', 'text'], packages: ['node:util'] },
  report: { rooms: ['presentation'], packages: [] },
  components: { rooms: ['presentation'], packages: ['ink', 'ink-table', 'react', 'node:util'] },
  terminal: {
    rooms: ['presentation'],
    packages: ['node:child_process', 'node:fs', 'node:stream', 'node:tty'],
  },
  screens: { rooms: ['components', 'terminal'], packages: ['ink', 'ink-spinner', 'react'] },
  modes: {
    rooms: ['screens', 'report', 'oceanbase', 'settings', 'lifecycle', 'simulator'],
    packages: ['node:*'],
  },
};
