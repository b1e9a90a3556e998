// The figures of the blocks of a panel, made again from the rows that the test has seen itself.
import { expect } from 'vitest';
import { grouped, size } from './recompute.ts';
import type { Night } from './simulated-night.ts';

export type Row = Record<string, string | null>;

/** What was seen of one task, and when its counters moved. */
export interface Watched {
  /** When it was first seen to copy data. */
  readonly from: number;
  readonly steps: readonly { readonly at: number; readonly row: Row }[];
  readonly lastStep: number;
}

/** When a task's counters last moved, as watched. */
export function watched(night: Night, tenant: string | undefined): Watched {
  const counters = ({ OUTPUT_BYTES, FINISH_MACRO_BLOCK_COUNT, FINISH_LOG_FILE_COUNT }: Row) =>
    [OUTPUT_BYTES, FINISH_MACRO_BLOCK_COUNT, FINISH_LOG_FILE_COUNT].join();
  const history = night.seen.flatMap(({ at, rows }) => {
    const row = rows.find(({ TENANT_ID }) => TENANT_ID === tenant);
    return row === undefined ? [] : [{ at, row, signs: counters(row) }];
  });
  const steps = history.filter((each, index) => {
    const before = history[index - 1];
    return before !== undefined && before.signs !== each.signs;
  });
  const data = history.find(({ row }) => row.STATUS === 'BACKUP_USER_DATA');
  return { from: data?.at ?? 0, steps, lastStep: steps.at(-1)?.at ?? 0 };
}

/** The rows of a panel's log streams as they stand in it. */
export async function logStreamTexts(night: Night, tenant: string | undefined): Promise<string[]> {
  const rows = await night.query(
    `SELECT ls_id, svr_ip, svr_port, finish_macro_block_count f, macro_block_count m, retry_id
     FROM oceanbase.__all_virtual_backup_ls_task WHERE tenant_id = ${tenant}`,
  );
  const texts = rows.flatMap(({ ls_id, svr_ip, svr_port, f, m, retry_id }) => {
    const share = (BigInt(f ?? 0) * 10_000n) / BigInt(m ?? 1);
    return [
      `\n  ${ls_id} `,
      `${svr_ip}:${svr_port}`,
      `${grouped(f ?? '')} of ${grouped(m ?? '')}  ${(Number(retry_id) === 0 ? '0' : `↻ ${retry_id}`).padStart(7)}`,
      ` ${share / 100n}.${String(share % 100n).padStart(2, '0')} %  `,
    ];
  });
  return [...new Set(texts)];
}

const clockOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(11, 16);

/** The scale and the time axis of the graph, the mean and since when it is one. */
export function graphTexts(frame: string, { from, steps }: Watched): string[] {
  const data = steps.filter(({ at }) => at > from);
  const [first, last] = [data[0], data.at(-1)];
  const [, mean = '', since = ''] = /mean ([\d.]+) MB\/s since (\d\d:\d\d)/.exec(frame) ?? [];
  const written = BigInt(last?.row.OUTPUT_BYTES ?? 0) - BigInt(first?.row.OUTPUT_BYTES ?? 0);
  const seconds = ((last?.at ?? 0) - (first?.at ?? 0)) / 1000;
  expect(`${mean} MB`).toBe(size(BigInt(Math.floor(Number(written) / seconds))));
  expect(since).toBe(clockOf(from));
  const top = /MB\/s +(\d+)┤/.exec(frame)?.[1] ?? '';
  expect(Number(top)).toBeGreaterThanOrEqual(Number(mean));
  const times = /\n +((?:\d\d:\d\d +)*\d\d:\d\d)\n/.exec(frame)?.[1] ?? '';
  const ticks = times.split(/ +/);
  expect(ticks.length).toBeGreaterThan(1);
  expect(ticks.every(tick => tick >= since && Number(tick.slice(3)) % 5 === 0)).toBe(true);
  return [`MB/s  ${top}┤`, `${Number(top) / 2}┤`, '0┼', `mean ${mean} MB/s since ${since}`, times];
}
