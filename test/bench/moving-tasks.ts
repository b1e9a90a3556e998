// A simulated cluster whose backups move when the bench says so.
import { simulatorStage } from '../contract/servers/simulator-stage.ts';
import { jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { seeded } from '../fixtures/seeded.ts';

export interface MovingTasks {
  readonly port: number;
  /** The first `count` backups finish some files more; the first of them is now `percent` done, where that is given. */
  move(count: number, percent?: number): Promise<void>;
  close(): Promise<void>;
}

const blocks = 20_000;
const blockBytes = 2 * 1024 * 1024;
const firstTenant = 1002;

/** The server's times are UTC. */
function ago(seconds: number): string {
  return `${new Date(Date.now() - seconds * 1000).toISOString().slice(0, 23).replace('T', ' ')}000`;
}

/** That many tenants, in each of which a backup copies data. */
export async function movingTasks(tenants: number): Promise<MovingTasks> {
  const stage = await simulatorStage();
  const random = seeded(tenants);
  const started = { START_TIMESTAMP: ago(900), END_TIMESTAMP: null };
  const finished = Array.from({ length: tenants }, () => Math.floor(random() * blocks * 0.3));
  const put = async (index: number) => {
    const done = finished[index] ?? 0;
    await stage.put('TASKS', BigInt(firstTenant + 2 * index), {
      ...taskRow(1),
      ...started,
      STATUS: 'BACKUP_USER_DATA',
      MACRO_BLOCK_COUNT: String(blocks),
      FINISH_MACRO_BLOCK_COUNT: String(done),
      DATA_PROGRESS: ((done / blocks) * 100).toFixed(2),
      INPUT_BYTES: String(done * blockBytes),
      OUTPUT_BYTES: String(Math.floor(done * blockBytes * 0.4)),
    });
  };
  for (let index = 0; index < tenants; index++) {
    const id = BigInt(firstTenant + 2 * index);
    await stage.put('TENANTS', id, tenantRow(`tenant_${String(index + 1).padStart(3, '0')}`));
    await stage.put('JOBS', id, { ...jobRow(1), ...started });
    await put(index);
  }
  return {
    port: stage.connection().port,
    async move(count, percent) {
      for (let index = 0; index < count; index++) {
        const next = (finished[index] ?? 0) + 20 + Math.floor(random() * 60);
        finished[index] = index === 0 && percent !== undefined ? Math.round((percent / 100) * blocks) : next;
        await put(index);
      }
    },
    close: () => stage.close(),
  };
}
