import { describe, expect, it } from 'vitest';
import { jobs } from '../../../source/oceanbase/views/jobs.ts';
import { logStreams } from '../../../source/oceanbase/views/log-streams.ts';
import { everyView as registered, viewsAtLogin } from '../../../source/oceanbase/views/registry.ts';
import { taskHistory, tasks } from '../../../source/oceanbase/views/tasks.ts';
import { type Family, type ServerView, viewName } from '../../../source/oceanbase/views/view.ts';
import { everyView, listedColumns } from './readable.ts';

const families: readonly Family[] = ['sys', 'mysql', 'oracle'];

describe('Every view of the server', () => {
  it('has a name of its own for its rows, short enough for Oracle mode', () => {
    const ids = everyView.map(({ id }) => id);
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z_]{1,30}$/);
  });

  it('is named where all of them are looked for', () => {
    const namesOf = (views: readonly ServerView[]) =>
      [...new Set(views.map(view => viewName(view, 'sys')))].sort();
    expect(namesOf(registered)).toEqual(namesOf(everyView));
    expect(namesOf(registered)).toHaveLength(registered.length);
  });

  it('is in the schema of the tenant’s mode', () => {
    for (const { names } of everyView) {
      expect(names.sys).toMatch(/^oceanbase\./);
      expect(names.mysql ?? 'oceanbase.').toMatch(/^oceanbase\./);
      expect(names.oracle ?? 'SYS.').toMatch(/^SYS\./);
    }
    expect(families.map(family => viewName(jobs, family))).toEqual([
      'oceanbase.CDB_OB_BACKUP_JOBS',
      'oceanbase.DBA_OB_BACKUP_JOBS',
      'SYS.DBA_OB_BACKUP_JOBS',
    ]);
    expect(logStreams.names).toMatchObject({ mysql: null, oracle: null });
  });

  it('needs and lists only columns that the newest release has', () => {
    const namesOf = (view: ServerView) => listedColumns(view, 'sys').map(([name]) => name);
    // A history view shares its list with the live one, which has more.
    const liveOf = new Map<ServerView, ServerView>([[taskHistory, tasks]]);
    const described = everyView.filter(view => namesOf(view).length > 0);
    expect(described.length).toBeGreaterThanOrEqual(6);
    for (const view of described) {
      const named = [...view.neededColumns, ...(view.listColumns ?? [])];
      expect(namesOf(liveOf.get(view) ?? view), view.id).toEqual(expect.arrayContaining(named));
    }
  });

  it('is asked for at login only where it makes the lists', () => {
    expect(viewsAtLogin.map(({ id, isRequired }) => [id, isRequired])).toEqual([
      ['jobs', true],
      ['tasks', true],
      ['job_history', false],
      ['task_history', false],
      ['tenants', false],
    ]);
  });
});
