import type { Server } from '../../backup/server.ts';
import type { TaskProgress } from '../progress-text.ts';
import type { Look } from '../theme.ts';
import { fact } from './labelled-line.ts';

/** Where to look when a task stands still; nothing while it goes. */
export function stuckLines(progress: TaskProgress, server: Server, columns: number, look: Look): string[] {
  const { stuck } = progress;
  if (stuck === null) return [];
  const { panel, stuck: say } = look.say.screens;
  const text =
    stuck.lookAt === 'archive'
      ? say.archive[server.sees]
      : server.sees === 'all_tenants'
        ? say.logStreams
        : say.ownTenant;
  return fact(panel.labels.lookAt, text, columns, look, 'warning');
}
