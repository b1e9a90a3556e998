/** A time that many seconds from now, as rows of a stage have it: UTC, six digits. */
export function timeOf(secondsFromNow: number): string {
  const at = new Date(Date.now() + secondsFromNow * 1000);
  return `${at.toISOString().slice(0, 23).replace('T', ' ')}000`;
}
