import { describe, expect, it } from 'vitest';
import { onceJson } from '../../source/report/once-json.ts';
import { onceText } from '../../source/report/once-text.ts';
import { type Snapshot, snapshotExtrasOf } from '../../source/report/snapshot.ts';
import { job, picture, server, task, tenant } from '../fixtures/values.ts';
import { textOptions } from './text-options.ts';

const read = picture({
  tenants: [tenant(1002n, 'crm_prod')],
  jobs: [job()],
  tasks: [task()],
});
const previousRun = {
  jobId: 7n,
  type: 'full',
  seconds: 6000,
  inputBytes: null,
  outputBytes: null,
  macroBlocks: null,
  plusArchivelog: null,
  parts: { data: 5400, later: 600 },
} as const;
const snapshot: Snapshot = {
  overview: read,
  picture: read,
  oneJob: false,
  jobExtras: new Map([['1002/12', { previousRun }]]),
};

describe('--once', () => {
  it('promises in text the end that its JSON has, from the last backup of the type', () => {
    const options = textOptions();
    const text = onceText(server(), snapshot, options);
    const document = JSON.parse(onceJson(server(), read, snapshotExtrasOf(snapshot, 93_600)));
    const { eta_low_seconds: low, eta_high_seconds: high } = document.jobs[0].tasks[0].derived;
    expect([low, high]).toEqual([1821, 7062]);
    expect(text).toContain('data ends in 30m–2h, as last time');
  });
});
