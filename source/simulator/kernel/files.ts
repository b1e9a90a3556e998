import { type BackupSpec, megabyte } from './backup.ts';
import { type Server, servers } from './comments.ts';
import type { Random } from './random.ts';

/** A macro block is 2 MB in every release. */
export const blockBytes = 2 * megabyte;

/** A log stream and its share of the tenant. */
export interface Stream {
  lsId: number;
  server: Server;
  blocks: number;
  tablets: number;
  /** How many times slower than the fastest; 1 or more. */
  slowness: number;
}

/** One finished backup data file: counters change only then in a data phase. */
export interface DataFile {
  /** Seconds after the start of the phase. */
  at: number;
  stream: Stream;
  blocks: number;
  tablets: number;
  outputBytes: number;
}

/** The log streams of a tenant: 1 is the system's, users' begin at 1001. */
export function streamsOf(spec: BackupSpec, random: Random): Stream[] {
  const weights = Array.from({ length: spec.streams }, () => random.between(0.6, 1.4));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const blocks = Math.max(1, Math.round(spec.bytes / blockBytes));
  const user = weights.map(
    (weight, i): Stream => ({
      lsId: 1001 + i,
      server: servers[i % servers.length] as Server,
      blocks: Math.max(1, Math.round((blocks * weight) / sum)),
      tablets: Math.max(1, Math.round((spec.tablets * weight) / sum)),
      slowness: random.between(1, 1.35),
    }),
  );
  return [
    {
      lsId: 1,
      server: servers[0] as Server,
      blocks: random.whole(3, 9),
      tablets: random.whole(90, 130),
      slowness: 1,
    },
    ...user,
  ];
}

/**
 * The files of a data phase: `share` of every stream's blocks within `seconds`. Streams run in parallel, each at its own
 * speed and with files of uneven size; the slowest ends with the phase.
 */
export function filesOf(
  spec: BackupSpec,
  streams: readonly Stream[],
  share: number,
  seconds: number,
  random: Random,
): DataFile[] {
  const slowest = Math.max(...streams.map(stream => stream.blocks * stream.slowness));
  const fullFile = Math.max(1, Math.floor(spec.fileBytes / (blockBytes * spec.ratio)));
  return streams
    .flatMap(stream => {
      const blocks = Math.max(1, Math.round(stream.blocks * share));
      const end = (seconds * 0.97 * stream.blocks * stream.slowness) / slowest;
      const files: DataFile[] = [];
      let done = 0;
      while (done < blocks) {
        const size = Math.min(blocks - done, Math.max(1, Math.round(fullFile * random.between(0.45, 1))));
        const tablets =
          Math.round((stream.tablets * (done + size)) / blocks) -
          Math.round((stream.tablets * done) / blocks);
        done += size;
        files.push({
          at: delayed(spec, stream === streams.at(-1), (end * done) / blocks, seconds),
          stream,
          blocks: size,
          tablets,
          outputBytes: Math.round(size * blockBytes * spec.ratio * random.between(0.93, 1.07)),
        });
      }
      return files;
    })
    .sort((a, b) => a.at - b.at);
}

/** The time of a file: while a log stream retries it finishes none, and afterwards it is faster, to end with its phase. */
function delayed(spec: BackupSpec, retrying: boolean, at: number, seconds: number): number {
  const { retry } = spec;
  if (retry === null || !retrying) return at;
  const from = seconds * retry.atShare;
  const until = Math.min(from + retry.seconds, seconds * 0.9);
  return at <= from ? at : until + ((at - from) * (seconds - until)) / (seconds - from);
}
