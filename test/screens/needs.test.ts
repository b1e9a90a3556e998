import { describe, expect, it } from 'vitest';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { job, picture, seconds, task, tenant, tenFortyTwo } from '../fixtures/values.ts';

/** Tenants whose last backup has failed, and one that is fine, by name. */
function nightWith(failed: number) {
  const names = Array.from({ length: failed }, (_, at) => `failed_${String(at).padStart(2, '0')}`);
  const tenants = [...names, 'fine'].map((name, at) => tenant(BigInt(1002 + at), name));
  const jobs = tenants.map(({ id, name }, at) =>
    job({
      tenantId: id ?? 0n,
      jobId: BigInt(40 + at),
      status: name === 'fine' ? 'COMPLETED' : 'FAILED',
      result: name === 'fine' ? 0n : -4012n,
      startedAt: tenFortyTwo - seconds(7200),
      endedAt: tenFortyTwo - seconds(3600),
    }),
  );
  return picture({ tenants, jobs, tasks: jobs.map(of => task({ of, status: of.status.text })) });
}

function open(failed: number, rows = 40) {
  return openTerminal({ fake: fakeSource(nightWith(failed)), columns: 120, rows });
}

const marked = (lines: readonly string[]) => lines.filter(line => /^ ?▸/.test(line));
const inBlock = (lines: readonly string[]) => lines.filter(line => /^[▸ ]✖ failed_\d+/.test(line));

/** Two tenants that need someone, the line of the first of them chosen. */
async function onTheFirst() {
  const terminal = open(2);
  await terminal.shows('✖ failed_01');
  terminal.type('g');
  await terminal.until(
    () => /^▸✖ failed_00 /.test(marked(terminal.lines())[0] ?? ''),
    'the first one is chosen',
  );
  return terminal;
}

describe('what needs someone', () => {
  it('is reached with ↑ from the first row, and ⏎ opens the job that has failed', async () => {
    const terminal = open(2);
    await terminal.shows('✖ failed_01');
    expect(marked(terminal.lines())).toEqual([expect.stringMatching(/^ ▸ +all tenants/)]);
    terminal.type(key.up);
    await terminal.until(
      () => /^▸✖ failed_01 /.test(marked(terminal.lines())[0] ?? ''),
      'the last line is chosen',
    );
    expect(marked(terminal.lines())).toHaveLength(1);
    terminal.type('k', key.enter);
    await terminal.shows('Tenants › failed_00 (1002) › Job 40');
    terminal.type(key.escape);
    await terminal.until(
      () => /^▸✖ failed_00 /.test(marked(terminal.lines())[0] ?? ''),
      'it is chosen again',
    );
    terminal.type('j', 'j');
    await terminal.until(
      () => marked(terminal.lines())[0]?.includes('all tenants') === true,
      'down to the list',
    );
  });

  it('has the story of its job below the list', async () => {
    const terminal = open(1);
    await terminal.shows('✖ failed_00');
    terminal.type(key.up);
    await terminal.shows('failed_00 · job 40');
  });

  it('has the next step in the smallest terminal too', async () => {
    const terminal = openTerminal({ fake: fakeSource(nightWith(1)), columns: 60, rows: 15 });
    await terminal.shows(/✖ failed_00 {2}FULL failed \S+ ago: -4012 → search trace id/);
  });

  it('scrolls where there is more of it than room, and says how much is not seen', async () => {
    const terminal = open(12, 24);
    await terminal.shows('and 8 more');
    expect(inBlock(terminal.lines())).toHaveLength(4);
    terminal.type('g');
    await terminal.until(
      () => /^▸✖ failed_00 /.test(marked(terminal.lines())[0] ?? ''),
      'the first one is chosen',
    );
    for (let step = 0; step < 11; step++) terminal.type('j');
    await terminal.until(
      () => /^▸✖ failed_11 /.test(marked(terminal.lines())[0] ?? ''),
      'the last one is chosen',
    );
    expect(inBlock(terminal.lines())).toHaveLength(4);
    terminal.type('j');
    await terminal.until(
      () => marked(terminal.lines())[0]?.includes('all tenants') === true,
      'down to the list',
    );
  });

  it('is not what n, N and ! go through, which is the list, where the same tenants are marked', async () => {
    const terminal = open(2);
    await terminal.shows('✖ failed_01');
    terminal.type('n');
    await terminal.until(
      () => /^ ▸ ✖ +failed_00/.test(marked(terminal.lines())[0] ?? ''),
      'its row is chosen',
    );
    terminal.type('N');
    await terminal.until(() => /^ ▸ ✖ +failed_01/.test(marked(terminal.lines())[0] ?? ''), 'the other one');
    terminal.type('g', 'n');
    await terminal.until(
      () => /^ ▸ ✖ +failed_00/.test(marked(terminal.lines())[0] ?? ''),
      'from above the list',
    );
  });

  it('is not what a filter finds: ⏎ takes the filter, and opens the first row that was found', async () => {
    const terminal = await onTheFirst();
    terminal.type('/', 'f', 'i', 'n', 'e', key.enter);
    await terminal.until(
      () => /^ ▸ +fine/.test(marked(terminal.lines())[0] ?? ''),
      'what was found is chosen',
    );
    terminal.type(key.enter);
    await terminal.shows('Tenants › fine (1004) › Jobs');
  });

  it('loses the cursor to the next line when it is over', async () => {
    const terminal = await onTheFirst();
    const { world } = terminal.source;
    terminal.source.world = picture({
      ...world,
      jobs: world.jobs.map(each =>
        each.key.jobId === 40n ? job({ jobId: 41n, startedAt: tenFortyTwo }) : each,
      ),
    });
    await terminal.passes(4);
    await terminal.until(
      () => /^▸✖ failed_01 /.test(marked(terminal.lines())[0] ?? ''),
      'the other one is chosen',
    );
  });
});
