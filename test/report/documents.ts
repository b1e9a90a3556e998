import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { Picture } from '../../source/backup/picture.ts';
import type { RowOrigin } from '../../source/backup/row.ts';
import type { Server } from '../../source/backup/server.ts';
import type { Family } from '../../source/oceanbase/views/view.ts';
import { onceJson, type SnapshotExtras } from '../../source/report/once-json.ts';
import { officialJob, officialTask, type RowTexts } from '../fixtures/rows.ts';
import { jobOf, server, taskOf, tenant } from '../fixtures/values.ts';

type PlacedRow = readonly [texts: RowTexts, origin: RowOrigin];

/** A picture of these rows, read 90 s after the official task began. */
export function pictureOf({
  jobs = [],
  tasks = [],
  family = 'sys',
}: {
  readonly jobs?: readonly PlacedRow[];
  readonly tasks?: readonly PlacedRow[];
  readonly family?: Family;
}): Picture {
  return {
    readAt: 1_715_277_337_718_856n,
    tenants: [tenant(1002n, 'mysql_tenant')],
    jobs: jobs.map(([texts, origin]) => jobOf(texts, origin, family)),
    tasks: tasks.map(([texts, origin]) => taskOf(texts, origin, family)),
    olderJobs: false,
  };
}

export const sysServer = server({ clock: 1_715_249_000_000_000n });

const schema = JSON.parse(await readFile(new URL('../../schema/once.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

/** The document, after a check against the published schema. */
export function documentOf(picture: Picture, server: Server = sysServer, extras: SnapshotExtras = {}) {
  const text = onceJson(server, picture, extras);
  const document = JSON.parse(text);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return { text, document };
}

/** The picture of the official running job and its task. */
export const running = pictureOf({ jobs: [[officialJob, 'live']], tasks: [[officialTask, 'live']] });
