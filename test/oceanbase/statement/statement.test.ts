import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnShape,
  columnsFor,
  type Family,
  type ViewId,
  type ViewShape,
  viewName,
  withoutSecrets,
} from '../../../source/oceanbase/catalog.ts';
import { Queries } from '../../../source/oceanbase/queries.ts';
import { takeApart, unionOf } from '../../../source/oceanbase/statement/statement.ts';
import views from '../../../source/simulator/views.json' with { type: 'json' };
import { jobKey } from '../../backup/make.ts';

type Listed = Record<string, Record<string, [string, string, string][]>>;
const listed = views.views as unknown as Listed;

/** The newest shapes of all views, without secrets, as a probe would find them. */
function shapesOf(family: Family): Map<ViewId, ViewShape> {
  const all: ViewId[] = ['jobs', 'tasks', 'job_history', 'task_history', 'tenants', 'set_files'];
  return new Map(
    all.map(view => {
      const columns = listed[viewName(view, family).replace(/^\w+\./, '')]?.[family] ?? [];
      const isNumber = (type: string) => /^(bigint|decimal|NUMBER)/.test(type);
      const shapes = columns.map(([name, type]) => columnShape(name, isNumber(type) ? 246 : 253));
      const safe = withoutSecrets(shapes.map(column => column.name));
      return [view, { columns: shapes.filter(column => safe.includes(column.name)) }];
    }),
  );
}

const scopes = [
  { kind: 'all' } as const,
  { kind: 'tenant', tenantId: 1002n } as const,
  { kind: 'tenant', tenantId: null } as const,
];

/** Every statement this program can send to that family of views. */
function allStatements(family: Family): string[] {
  const shapes = shapesOf(family);
  const queries = new Queries(family, shapes);
  const mark = { key: jobKey(7), startedAt: '2024-05-09 09:54:07.718856' };
  const branches = [
    queries.tenants(),
    queries.lastJobs([]),
    queries.lastJobs([jobKey(7)]),
    queries.liveJob(jobKey(7)),
    queries.liveJob(jobKey(7, 1)),
    queries.endedJob(jobKey(7)),
    queries.endedJob(jobKey(7, 1)),
    queries.backupSets(1002n, 7n),
    ...scopes.flatMap(scope =>
      (['list', 'full'] as const).flatMap(which => [
        queries.live(scope, which),
        queries.newest(scope, which, []),
        queries.newest(scope, which, [jobKey(7), jobKey(8, 1004)]),
        queries.older(scope, which, mark),
      ]),
    ),
  ];
  return branches.map(branch => unionOf('test', branch, shapes, family).sql);
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
    const shapes = shapesOf(family);
    const queries = new Queries(family, shapes);
    const statement = unionOf(
      'test',
      [...queries.live({ kind: 'all' }, 'full'), ...queries.endedJob(jobKey(1))],
      shapes,
      family,
    );
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
    const paged = statements.filter(sql => sql.includes('ROWNUM'));
    expect(paged.length).toBeGreaterThan(0);
    for (const sql of paged) expect(sql).toMatch(/ORDER BY h\.JOB_ID DESC\) WHERE ROWNUM <= 51\)/);
  });
});

describe('A tenant that was chosen', () => {
  it('keeps every CDB view of the statement to itself, so that another one’s missing leader does not matter', () => {
    const shapes = shapesOf('sys');
    const queries = new Queries('sys', shapes);
    const scope = { kind: 'tenant', tenantId: 1002n } as const;
    const sql = unionOf(
      'jobs',
      [...queries.live(scope, 'list'), ...queries.newest(scope, 'list', [])],
      shapes,
      'sys',
    ).sql;
    const uses = sql.match(/oceanbase\.CDB_/g) ?? [];
    expect(uses.length).toBeGreaterThanOrEqual(6);
    expect(sql.match(/WHERE (?:h|v)\.TENANT_ID = 1002/g)).toHaveLength(uses.length);
  });
});

describe('The columns of a statement', () => {
  it('are those the view has, never the secret one, nor a SCN in the server’s own zone', () => {
    expect(withoutSecrets(['JOB_ID', 'PASSWD', 'PATH'])).toEqual(['JOB_ID', 'PATH']);
    const shape = { columns: ['JOB_ID', 'NEW_ONE', 'X_SCN_DISPLAY'].map(name => columnShape(name, 253)) };
    expect(columnsFor('jobs', shape, 'full')).toEqual(['JOB_ID', 'NEW_ONE']);
    expect(columnsFor('jobs', shape, 'list')).toEqual(['JOB_ID']);
  });

  it('of a later release are read by their type', () => {
    expect(columnShape('QUANTUM', 8)).toEqual({ name: 'QUANTUM', kind: 'integer', isNumber: true });
    expect(columnShape('QUANTUM', 246)).toEqual({ name: 'QUANTUM', kind: 'decimal', isNumber: true });
    expect(columnShape('QUANTUM', 253)).toEqual({ name: 'QUANTUM', kind: 'text', isNumber: false });
  });
});

describe('The rows of a union', () => {
  const shapes = shapesOf('sys');
  const columns = ['TENANT_ID', 'JOB_ID', 'STATUS'];
  const statement = unionOf(
    'test',
    [
      { view: 'jobs', columns },
      { view: 'job_history', source: 'other_jobs', columns: [...columns, 'RESULT'] },
    ],
    shapes,
    'sys',
  );

  it('go back to the branch they came from, with its columns only', () => {
    const text = fc.option(fc.string(), { nil: null });
    const source = fc.constantFrom('jobs', 'other_jobs', 'clock', 'jobs      ');
    const row = fc.tuple(source, fc.constant(null), text, text, text, text);
    fc.assert(
      fc.property(fc.array(row), values => {
        const { rows } = takeApart(statement, values, shapes, 'sys');
        const count = (name: string) => values.filter(value => value[0].trimEnd() === name).length;
        expect(rows.get('jobs') ?? []).toHaveLength(count('jobs'));
        expect(rows.get('other_jobs') ?? []).toHaveLength(count('other_jobs'));
        for (const found of rows.get('jobs') ?? []) expect(found.map(column => column.name)).toEqual(columns);
        const kept = (rows.get('other_jobs') ?? []).map(found => found.map(column => column.raw));
        expect(kept).toEqual(values.filter(value => value[0] === 'other_jobs').map(value => value.slice(2)));
      }),
    );
  });
});
