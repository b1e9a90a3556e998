import type { Server } from '../../backup/server.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/** What to check when a task is stuck; nothing while it is not. */
export function stuckLines(progress: TaskProgress, server: Server, columns: number, theme: Theme): string[] {
  const { stuck } = progress;
  if (stuck === null) return [];
  const { panel, stuck: words } = theme.words.screens;
  const text =
    stuck.lookAt === 'archive'
      ? words.archive[server.sees]
      : server.sees === 'all_tenants'
        ? words.logStreams
        : words.ownTenant;
  return labelledLines(panel.labels.check, text, columns, theme, 'warning');
}
