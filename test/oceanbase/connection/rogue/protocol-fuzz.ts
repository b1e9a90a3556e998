// Reads a simulated cluster through a proxy that damages packets, and looks at what becomes of the reader.
import { type BackupSource, SourceError } from '../../../../source/backup/source.ts';
import type { View } from '../../../../source/backup/view.ts';
import { liveSource } from '../../../../source/oceanbase/live-source.ts';
import { startSimulator } from '../../../../source/simulator/index.ts';
import { megabytesInUse } from '../../../fixtures/memory.ts';
import { startPacketProxy } from '../../../fixtures/packet-proxy.ts';
import { seeded } from '../../../fixtures/seeded.ts';

export interface FuzzReport {
  readonly reads: number;
  readonly answered: number;
  readonly damaged: number;
  /** How often each reason was given. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly slowestMillis: number;
  /** Megabytes in use: the most in the first tenth of the run, and the most from there on. */
  readonly memoryBefore: number;
  readonly mostMemory: number;
  /** What must never be, in words with the seed of the case. */
  readonly faults: readonly string[];
}

export interface FuzzOptions {
  readonly seed: number;
  /** How long to run at most. */
  readonly seconds: number;
  /** How many connections to damage at most; without it the time decides. */
  readonly cases?: number;
  readonly onProgress?: (report: FuzzReport) => void;
}

/** Far shorter than the program's own; a read may take one for the login and one for each of its statements. */
const timeoutMillis = 300;
const mostStatements = 40;

const views: readonly View[] = [
  { kind: 'tenants' },
  { kind: 'jobs', scope: { kind: 'all' }, pages: 1, columns: 'list' },
  { kind: 'jobs', scope: { kind: 'tenant', tenantId: 1002n }, pages: 2, columns: 'full' },
  { kind: 'job', key: { tenantId: 1002n, jobId: 1n } },
  { kind: 'log_streams', key: { tenantId: 1002n, jobId: 1n } },
  { kind: 'events', scope: { kind: 'all' } },
];

type Random = () => number;

function whole(random: Random, below: number): number {
  return Math.floor(random() * below);
}

function noise(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => whole(random, 256)));
}

/** Bytes that mean something at the beginning of a packet or of a value. */
const telling = [0x00, 0x01, 0x02, 0x04, 0x0a, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff];

const damages: readonly ((packet: Buffer, random: Random) => Buffer)[] = [
  // Bytes of the payload.
  (packet, random) => {
    for (let times = 1 + whole(random, 4); times > 0; times--) {
      packet[4 + whole(random, Math.max(1, packet.length - 4))] = whole(random, 256);
    }
    return packet;
  },
  (packet, random) => {
    packet[4] = telling[whole(random, telling.length)] ?? 0;
    return packet;
  },
  (packet, random) => {
    packet[4 + whole(random, Math.max(1, packet.length - 4))] = telling[whole(random, telling.length)] ?? 0;
    return packet;
  },
  // Its length, its number.
  (packet, random) => {
    packet.writeUIntLE(whole(random, 2) === 0 ? whole(random, 300) : whole(random, 0x1000000), 0, 3);
    return packet;
  },
  (packet, random) => {
    packet[3] = whole(random, 256);
    return packet;
  },
  // Shorter with a right length, and with a wrong one.
  (packet, random) => {
    const cut = Buffer.from(packet.subarray(0, 4 + whole(random, Math.max(1, packet.length - 4))));
    cut.writeUIntLE(cut.length - 4, 0, 3);
    return cut;
  },
  (packet, random) => packet.subarray(0, whole(random, packet.length + 1)),
  // Twice, not at all, followed or replaced by anything.
  packet => Buffer.concat([packet, packet]),
  () => Buffer.alloc(0),
  (packet, random) => Buffer.concat([packet, noise(random, whole(random, 64))]),
  (_, random) => noise(random, whole(random, 2000)),
  (packet, random) => {
    const payload = noise(random, whole(random, 2000));
    const header = Buffer.from(packet.subarray(0, 4));
    header.writeUIntLE(payload.length, 0, 3);
    return Buffer.concat([header, payload]);
  },
  (packet, random) => {
    const payload = Buffer.concat([packet.subarray(4), noise(random, whole(random, 500))]);
    const header = Buffer.from(packet.subarray(0, 4));
    header.writeUIntLE(payload.length, 0, 3);
    return Buffer.concat([header, payload]);
  },
];

/** Damages of one case: some damage one packet in five, others one in five hundred, so that every stage is reached. */
function damager(random: Random, noteDamage: () => void): (packet: Buffer) => Buffer {
  const rate = [0.2, 0.05, 0.02, 0.01, 0.002][whole(random, 5)] ?? 0.05;
  return packet => {
    if (random() >= rate) return packet;
    noteDamage();
    return damages[whole(random, damages.length)]?.(Buffer.from(packet), random) ?? packet;
  };
}

/** mysql2 writes to the console of what it finds odd; the program captures that. */
function silenced(): () => void {
  const { warn, error, trace } = console;
  const silent = () => undefined;
  Object.assign(console, { warn: silent, error: silent, trace: silent });
  return () => Object.assign(console, { warn, error, trace });
}

const lanes = 6;
const casesBetweenMeasures = 10;

/** Runs until the time is over or all cases are done. Nothing is thrown for what it finds: it is in the report. */
export async function fuzzProtocol({
  seed,
  seconds,
  cases = Number.POSITIVE_INFINITY,
  onProgress,
}: FuzzOptions): Promise<FuzzReport> {
  const simulator = await startSimulator({ scenario: 'demo' });
  const began = performance.now();
  const reasons = new Map<string, number>();
  const faults: string[] = [];
  const tally = { reads: 0, answered: 0, damaged: 0, slowestMillis: 0, memoryBefore: 0, mostMemory: 0 };
  const report = (): FuzzReport => ({ ...tally, reasons, faults });
  const running = new Set<number>();
  const onUncaught = (error: unknown) => {
    faults.push(`seeds ${[...running]}: not caught: ${error instanceof Error ? error.stack : error}`);
  };
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  const restoreConsole = silenced();

  const readOnce = async (source: BackupSource, view: View, seedOfCase: number) => {
    const start = performance.now();
    tally.reads += 1;
    try {
      await source.read(view);
      tally.answered += 1;
    } catch (error) {
      if (error instanceof SourceError) {
        const { reason } = error;
        const what = reason.id;
        reasons.set(what, (reasons.get(what) ?? 0) + 1);
      } else
        faults.push(`seed ${seedOfCase}: no SourceError: ${error instanceof Error ? error.stack : error}`);
    }
    const took = performance.now() - start;
    tally.slowestMillis = Math.max(tally.slowestMillis, took);
    if (took > mostStatements * timeoutMillis) {
      faults.push(`seed ${seedOfCase}: a read took ${Math.round(took)} ms`);
    }
  };

  const runCase = async (seedOfCase: number) => {
    const random = seeded(seedOfCase);
    const changes = damager(random, () => {
      tally.damaged += 1;
    });
    const proxy = await startPacketProxy(simulator, { changes });
    const source = sourceThrough(proxy.port);
    for (let times = 0; times < 6; times++) {
      const view = views[whole(random, views.length)];
      if (view !== undefined) await readOnce(source, view, seedOfCase);
    }
    await source.close();
    await proxy.close();
  };

  let next = seed;
  const measure = () => {
    const isEarly = performance.now() - began < seconds * 100;
    const megabytes = megabytesInUse();
    if (isEarly) tally.memoryBefore = Math.max(tally.memoryBefore, megabytes);
    else tally.mostMemory = Math.max(tally.mostMemory, megabytes);
  };
  const runLane = async () => {
    while (next - seed < cases && performance.now() - began < seconds * 1000 && faults.length < 20) {
      const seedOfCase = next++;
      running.add(seedOfCase);
      await runCase(seedOfCase);
      running.delete(seedOfCase);
      if ((next - seed) % casesBetweenMeasures === 0) measure();
      if ((next - seed) % 500 === 0) onProgress?.(report());
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  restoreConsole();
  process.off('uncaughtException', onUncaught);
  process.off('unhandledRejection', onUncaught);
  await simulator.close();
  return report();
}

function sourceThrough(port: number): BackupSource {
  return liveSource({
    host: '127.0.0.1',
    port,
    socket: null,
    user: 'root@sys',
    password: '',
    ssl: { mode: 'disabled', ca: null },
    connectTimeoutMillis: timeoutMillis,
    answerTimeoutMillis: timeoutMillis,
  });
}
