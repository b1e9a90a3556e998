import { describe, expect, it } from 'vitest';
import { jobDetails, jobPlace } from '../../source/screens/job.ts';
import { screenOf } from '../../source/screens/registry.ts';
import type { Model } from '../../source/screens/screen.ts';
import { everything, job, picture, server, task, tenant, tenFortyTwo } from '../fixtures/values.ts';
import { plainLook } from '../presentation/plain-theme.ts';

const many = 5_000;
const size = { columns: 100, height: 30 } as const;
const path = `file:///data/nfs/${'backup/'.repeat(30)}`;
const running = job({ description: 'before the release', path, comment: 'a comment '.repeat(20) });

/**
 * What a job with that many tasks is drawn from, when its picture has just arrived.
 * @param asked called for each verdict on a task that is made
 */
function modelOf(tasks: number, asked = () => {}): Model {
  const template = task({ of: running, comment: 'a comment of a task '.repeat(10) });
  const read = picture({
    tenants: [tenant(1002n, 'mysql_tenant')],
    jobs: [running],
    tasks: Array.from({ length: tasks }, (_, index) => ({ ...template, taskId: BigInt(index + 1) })),
  });
  const seen = () => {
    asked();
    return null;
  };
  return {
    state: {
      server: server(),
      view: { kind: 'job', key: running.key },
      answer: read,
      location: { state: 'live', picture: read },
      evidence: { capabilities: everything, seen: { of: seen }, now: tenFortyTwo },
      tenants: read.tenants,
      refusals: [],
      running: [],
      now: tenFortyTwo,
      failure: null,
      paused: false,
    },
    changes: [],
    theme: plainLook(),
    version: '0.0.0',
    maxAge: 93_600,
  };
}

/** Its panel, from a line on. */
function panelOf(...given: Parameters<typeof modelOf>) {
  const model = modelOf(...given);
  return (scroll: number) => {
    const place = { ...jobPlace(running.key, 'mysql_tenant'), scroll };
    return screenOf(place).frame(place, [], model, size);
  };
}

const texts = (lines: readonly string[]) => lines.map(line => line.trimEnd());

describe('the panel of a job with 5,000 tasks', () => {
  const frame = panelOf(many);

  it('has what is known of the job, then a line a task, and knows how many without making them', () => {
    const { lines, extent } = frame(0);
    expect(lines).toHaveLength(size.height);
    const first = texts(lines).findIndex(line =>
      line.startsWith('  Task 1 · set 12 · FULL  RUNNING · 71.40 % · '),
    );
    expect(texts(lines).slice(0, first).join('\n')).toMatch(/RUNNING[\s\S]*before the release/);
    expect(texts(lines)[first + 1]).toMatch(/^ {2}Task 2 · .*BACKUP_DATA_MAJOR$/);
    expect(extent).toEqual({ height: 29, count: first - 1 + many });
  });

  it('can be gone through from its first line to its last', () => {
    const { count, height } = frame(0).extent;
    const seen = new Set<string>();
    for (let scroll = 0; scroll < count; scroll += height) {
      for (const line of frame(scroll).lines) {
        const id = /^ {2}Task (\d+) /.exec(line)?.[1];
        if (id !== undefined) seen.add(id);
      }
    }
    expect(seen.size).toBe(many);
    expect(frame(count).place).toMatchObject({ scroll: count - height });
    expect(frame(count).lines.at(-1)).toContain(`Task ${many} · `);
  });

  it('costs the verdicts and lines of what is seen, whatever the number of tasks', () => {
    const asked = { tasks: 0 };
    panelOf(many, () => {
      asked.tasks += 1;
    })(1_000);
    expect(asked.tasks).toBeGreaterThan(0);
    expect(asked.tasks).toBeLessThanOrEqual(size.height);
  });
});

describe('the details of a job with 5,000 tasks', () => {
  it('are those of twenty, and say how many more there are', () => {
    const model = modelOf(many);
    const place = jobDetails(running.key, 'mysql_tenant');
    const { frame } = screenOf(place);
    const { extent } = frame(place, [], model, size);
    const { table } = frame({ ...place, scroll: extent.count }, [], model, size);
    expect(table?.rows.at(-1)?.[1]).toBe('4 980 more tasks (--once --json has them)');
    expect(extent.count).toBeLessThan(2_000);
  });
});

describe('the panel of a job with a few tasks', () => {
  it.each([1, 2, 20])('has all that is known of each: %i', tasks => {
    const frame = panelOf(tasks);
    const { count, height } = frame(0).extent;
    const all: string[] = [];
    for (let scroll = 0; scroll < count; scroll += height) all.push(...frame(scroll).lines);
    expect(all.filter(line => line.includes('blocks')).length).toBeGreaterThanOrEqual(tasks);
    expect(all.join('\n')).toContain('a comment of a task');
  });
});

describe('the panel of a job with two tasks', () => {
  it('cuts the titles of its tasks at the width of the screen', () => {
    const { state, ...rest } = modelOf(2);
    const odd = { ...running, type: { kind: 'other', text: 'x'.repeat(3000) } } as const;
    const read = picture({ ...state.answer, jobs: [odd] } as Parameters<typeof picture>[0]);
    const model: Model = {
      ...rest,
      state: { ...state, answer: read, location: { state: 'live', picture: read } },
    };
    const place = jobPlace(running.key, 'mysql_tenant');
    const { lines } = screenOf(place).frame(place, [], model, size);
    const titles = texts(lines).filter(line => line.startsWith('  Task '));
    expect(titles).toHaveLength(2);
    for (const title of titles) expect(title).toHaveLength(99);
  });
});
