import { isDeepStrictEqual } from 'node:util';
import type { Picture } from '../backup/picture.ts';

/** Whether two pictures show the same, apart from when they were read. */
export function samePicture(a: Picture, b: Picture): boolean {
  return (
    a.olderJobs === b.olderJobs &&
    isDeepStrictEqual(a.remarks, b.remarks) &&
    isDeepStrictEqual(a.sets, b.sets) &&
    isDeepStrictEqual(a.tasks, b.tasks) &&
    isDeepStrictEqual(a.jobs, b.jobs) &&
    isDeepStrictEqual(a.tenants, b.tenants)
  );
}
