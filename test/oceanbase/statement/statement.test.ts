import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSourceError } from '../../../source/oceanbase/connection/errors.ts';
import {
  TooManyRows,
  takeApart,
  UnexpectedAnswer,
  unionOf,
} from '../../../source/oceanbase/statement/statement.ts';
import { archivesOf } from '../../../source/oceanbase/views/archivelog.ts';
import { setWithItsBase } from '../../../source/oceanbase/views/backup-sets.ts';
import {
  awaitedJobs,
  endedJob,
  jobHistory,
  jobOfPreviousRun,
  jobPage,
  jobs,
  keysOfNewest,
  keysOfPage,
  newestJobs,
  runningJob,
  runningJobs,
} from '../../../source/oceanbase/views/jobs.ts';
import {
  endedTasks,
  endedTasksOf,
  runningTasks,
  runningTasksOf,
  taskOfPreviousRun,
} from '../../../source/oceanbase/views/tasks.ts';
import { userTenants } from '../../../source/oceanbase/views/tenants.ts';
import type { Branch, ColumnSet, Family, ReadableViews } from '../../../source/oceanbase/views/view.ts';
import { errorInEnglish } from '../../fixtures/in-english.ts';
import { jobKey } from '../../fixtures/values.ts';
import { readableViews } from '../views/readable.ts';

const scopes = [
  { kind: 'all' } as const,
  { kind: 'tenant', tenantId: 1002n } as const,
  { kind: 'tenant', tenantId: null } as const,
];

const scopeAll = { kind: 'all' } as const;

function running(scope: (typeof scopes)[number], which: ColumnSet, views: ReadableViews): Branch[] {
  return [...runningJobs(scope, which, views), ...runningTasks(scope, which, views)];
}

function newest(
  scope: (typeof scopes)[number],
  which: ColumnSet,
  views: ReadableViews,
  awaited = [jobKey(7), jobKey(8, 1004)],
): Branch[] {
  const page = { scope, only: null, mark: null };
  return [
    ...jobPage(page, which, views),
    ...endedTasks(keysOfNewest(page, awaited, views), scope, which, views),
    ...awaitedJobs(scope, which, awaited, views),
  ];
}

/** Every statement this program can send to that family of views, but for those that only sys gets. */
function allStatements(family: Family): string[] {
  const views = readableViews(family);
  const mark = { key: jobKey(7), startedAt: '2024-05-09 09:54:07.718856' };
  const branches = [
    userTenants(views),
    newestJobs(views),
    archivesOf([1002n, 1004n], views),
    setWithItsBase(1002n, 7n, views),
    ...[jobKey(7), jobKey(7, 1)].flatMap(key => [
      runningJob(key, views),
      runningTasksOf(key, views),
      endedJob(key, views),
      endedTasksOf(key, views),
      jobOfPreviousRun(key, 'full', views),
      taskOfPreviousRun(key, 'inc', views),
    ]),
    ...scopes.flatMap(scope =>
      (['list', 'full'] as const).flatMap(which => [
        running(scope, which, views),
        newest(scope, which, views, []),
        newest(scope, which, views),
        ...[null, { outcome: 'failed', type: 'inc', result: 4012 } as const].flatMap(only => [
          jobPage({ scope, only, mark }, which, views),
          endedTasks(keysOfPage({ scope, only, mark }, views), scope, which, views),
        ]),
      ]),
    ),
  ];
  return branches.map(branch => unionOf('test', branch, views).sql);
}

describe.each(['sys', 'mysql', 'oracle'] as const)('Every statement for %s', family => {
  const statements = allStatements(family);

  it('only reads, names no secret and no star, and carries the program’s name and a time limit', () => {
    for (const sql of statements) {
      expect(sql).toMatch(/^SELECT \/\*\+ QUERY_TIMEOUT\(\d+\) \*\/ \/\* ob-backup-top: /);
      expect(sql).not.toMatch(/PASSWD|;|INSERT|UPDATE|DELETE|ALTER/i);
      if (family !== 'oracle') expect(sql).not.toContain('*/ *');
    }
  });

  it('reads the views of that tenant only', () => {
    const schema = { sys: /oceanbase\.(CDB_|DBA_OB_TENANTS)/, mysql: /oceanbase\.DBA_/, oracle: /SYS\.DBA_/ };
    for (const name of statements.flatMap(sql => sql.match(/(?:oceanbase|SYS)\.\w+/g) ?? [])) {
      expect(name).toMatch(schema[family]);
    }
  });

  it('has a history joined from the few keys on, whatever the server takes its size for', () => {
    const joins = statements.filter(sql => sql.includes(' JOIN '));
    expect(joins.length).toBeGreaterThan(0);
    for (const sql of joins) {
      const select = sql.slice(sql.lastIndexOf('SELECT /*+', sql.indexOf(' JOIN ')));
      expect(select).toMatch(/^SELECT \/\*\+ LEADING\(k v\) \*\/ /);
    }
  });

  it('stands live views before history views', () => {
    for (const sql of statements) {
      const live = Math.max(sql.indexOf("SELECT 'jobs'"), sql.indexOf("SELECT 'tasks'"));
      const history = [
        "SELECT 'job_history'",
        "SELECT 'task_history'",
        "SELECT 'last_jobs'",
        "SELECT 'other_jobs'",
      ]
        .map(text => sql.indexOf(text))
        .filter(at => at >= 0);
      expect(history.every(at => at > live)).toBe(true);
    }
  });

  it('has the same number of columns in each branch', () => {
    const views = readableViews(family);
    const branches = [...running(scopeAll, 'full', views), ...endedJob(jobKey(1), views)];
    const statement = unionOf('test', branches, views);
    expect(statement.columns.slice(0, 2)).toEqual(['SOURCE', 'READ_AT']);
    expect(new Set(statement.columns).size).toBe(statement.columns.length);
  });
});

describe('An Oracle tenant', () => {
  const statements = allStatements('oracle');

  it('is asked in its own dialect', () => {
    for (const sql of statements) {
      expect(sql).not.toMatch(/`|LIMIT|now\(|@@/);
      expect(sql).toContain('FROM DUAL');
      expect(sql).not.toMatch(/[^"]\bCOMMENT\b[^"]/);
      // A bare NULL has no type, and Oracle mode wants the same in every branch.
      expect(sql).not.toMatch(/(?<!CAST\()NULL(?! AS)/);
    }
  });

  it('numbers rows around the query that sorts them', () => {
    const paged = statements.filter(sql => sql.includes('ORDER BY'));
    expect(paged.length).toBeGreaterThan(0);
    for (const sql of paged) expect(sql).toMatch(/ORDER BY h\.JOB_ID DESC\) WHERE ROWNUM <= (51|1)\)/);
  });
});

describe('A tenant that was chosen', () => {
  it('keeps every CDB view of the statement to itself, so that another one’s missing leader does not matter', () => {
    const views = readableViews('sys');
    const scope = { kind: 'tenant', tenantId: 1002n } as const;
    const branches = [...running(scope, 'list', views), ...newest(scope, 'list', views, [])];
    const { sql } = unionOf('jobs', branches, views);
    const uses = sql.match(/oceanbase\.CDB_/g) ?? [];
    expect(uses.length).toBeGreaterThanOrEqual(6);
    expect(sql.match(/WHERE (?:h|v)\.TENANT_ID = 1002/g)).toHaveLength(uses.length);
  });
});

describe('The rows of a union', () => {
  const views = readableViews('sys');
  const columns = ['TENANT_ID', 'JOB_ID', 'STATUS'];
  const statement = unionOf(
    'test',
    [
      { view: jobs, columns },
      { view: jobHistory, source: 'other_jobs', columns: [...columns, 'RESULT'] },
    ],
    views,
  );

  it('go back to the branch they came from, with its columns only', () => {
    const text = fc.option(fc.string(), { nil: null });
    const source = fc.constantFrom('jobs', 'other_jobs', 'jobs      ');
    const clock = ['clock', '2026-11-22 10:42:17.000000', null, null, null, null];
    const row = fc.tuple(source, fc.constant(null), text, text, text, text);
    fc.assert(
      fc.property(fc.array(row), values => {
        const { rows } = takeApart(statement, [clock, ...values], views);
        const count = (name: string) => values.filter(value => value[0].trimEnd() === name).length;
        expect(rows.get('jobs') ?? []).toHaveLength(count('jobs'));
        expect(rows.get('other_jobs') ?? []).toHaveLength(count('other_jobs'));
        for (const found of rows.get('jobs') ?? []) expect(found.map(column => column.name)).toEqual(columns);
        const kept = (rows.get('other_jobs') ?? []).map(found => found.map(column => column.raw));
        expect(kept).toEqual(values.filter(value => value[0] === 'other_jobs').map(value => value.slice(2)));
      }),
    );
  });

  it.each([
    ['no row of the clock', [['jobs', null, '1', '2', 'DOING', null]]],
    ['a clock that cannot be read', [['clock', '', null, null, null, null]]],
    [
      'rows that nobody asked for',
      [
        ['clock', '2026-11-22 10:42:17', null, null, null, null],
        ['strangers', null, '1', '2', '3', null],
      ],
    ],
    ['rows with a column less', [['clock', '2026-11-22 10:42:17', null, null, null]]],
    ['nothing at all', []],
  ])('are refused where they do not answer the statement: %s', (_, values) => {
    expect(() => takeApart(statement, values, views)).toThrow(UnexpectedAnswer);
  });

  it('may be as many as its branches promise, with room for what runs in ten thousand tenants', () => {
    const bounded = unionOf('test', [{ view: jobHistory, columns, maxRows: 51 }], views);
    expect(bounded.limits.values).toBe(52 * 5);
    // One row more of each tells that there are more.
    expect(statement.limits).toEqual({ values: (1 + 2 * 20_001) * 6, bytes: 48_000_000 });
  });

  it.each(['sys', 'mysql', 'oracle'] as const)(
    'have a limit in every branch that the server keeps: %s',
    family => {
      const limit = /(LIMIT|ROWNUM <=) (1|51|100|200|1000|1001|20001)\) [vk]/;
      for (const sql of allStatements(family)) {
        for (const select of sql.split(' UNION ALL ').slice(1)) expect(select).toMatch(limit);
      }
    },
  );

  it('are refused where they hold far more text to be searched for secrets than rows have', () => {
    const clock = ['clock', '2026-11-22 10:42:17.000000', null, null, null, null];
    const taken = (text: string) =>
      takeApart(statement, [clock, ...Array(100).fill(['jobs', null, '1', '7', text, null])], views);
    expect(taken(`:${'กำ'.repeat(19_999)}`).rows.get('jobs')).toHaveLength(100);
    expect(taken('ก'.repeat(60_000)).rows.get('jobs')).toHaveLength(100);
    expect(() => taken(`:${'กำ'.repeat(20_000)}`)).toThrow(
      expect.objectContaining({ code: 'ANSWER_TOO_LARGE' }),
    );
  });

  it('make no picture where a view has more than are read: what is not among them may be there', () => {
    const clock = ['clock', '2026-11-22 10:42:17.000000', null, null, null, null];
    const taken = (rows: number) =>
      takeApart(
        statement,
        [clock, ...Array.from({ length: rows }, (_, id) => ['jobs', null, '1', `${id}`, 'DOING', null])],
        views,
      );
    expect(taken(20_000).rows.get('jobs')).toHaveLength(20_000);
    expect(() => taken(20_001)).toThrow(TooManyRows);
    const error = new TooManyRows('oceanbase.CDB_OB_BACKUP_JOBS');
    expect(
      errorInEnglish(toSourceError(error, { user: 'root@sys', where: '10.0.0.5:2881' }, 'reading')),
    ).toBe(
      'oceanbase.CDB_OB_BACKUP_JOBS on 10.0.0.5:2881 has more rows than are read at once. Nothing can be ' +
        'concluded from a part of them, so none are shown. Choose one tenant, or log in to it.',
    );
  });
});
