// Shapes of runs. `familiar` ones were looked at while the estimate was made; `heldOut` ones were written down before it was
// first tried and looked at by shape only when it was finished. Whoever changes the estimate writes new ones first.
import type { Random } from '../../source/simulator/kernel/random.ts';
import type { Spread } from './backup-run.ts';

const uneven =
  (count: number, from = 0.5, until = 1.5) =>
  (dice: Random) =>
    Array.from({ length: count }, () => dice.between(from, until));
const giant = (share: number, others: number) => (dice: Random) => [
  (share / (1 - share)) * others,
  ...uneven(others)(dice),
];
const usual = [600, 7200] as const;

export const familiar: Readonly<Record<string, Spread>> = {
  'one log stream': { streams: uneven(1), servers: 1, seconds: usual },
  'two log streams': { streams: uneven(2), servers: 1, seconds: usual },
  'four log streams on 2 servers': { streams: uneven(4), servers: 2, seconds: usual },
  'eight, 2 threads, by file': { streams: uneven(8), servers: 1, threads: 2, queue: 'file', seconds: usual },
  'eight, 2 threads, by stream': {
    streams: uneven(8),
    servers: 1,
    threads: 2,
    queue: 'stream',
    seconds: usual,
  },
  'sixteen, 2 threads on 3 servers': { streams: uneven(16), servers: 3, threads: 2, seconds: usual },
  'eight, storage is the limit': { streams: uneven(8), servers: 2, cap: 0.4, seconds: usual },
  'four, a slow quarter': { streams: uneven(4), servers: 1, slow: [0.35, 0.6, 0.4], seconds: usual },
  'four, one retries': {
    streams: uneven(4),
    servers: 2,
    retry: { at: [0.4], seconds: [60, 600] },
    seconds: usual,
  },
  'six, one of them giant': { streams: giant(0.6, 5), servers: 3, seconds: usual },
  'four, a second turn': { streams: uneven(4), servers: 2, secondTurn: 0.08, seconds: usual },
  'three, 4 % counted twice': { streams: uneven(3), servers: 1, metaTurn: 0.04, seconds: usual },
  'incremental, four': { streams: uneven(4), servers: 2, type: 'INC', seconds: [200, 2400] },
};

export const heldOut: Readonly<Record<string, Spread>> = {
  'one, files of very uneven speed': {
    streams: uneven(1),
    servers: 1,
    uneven: { file: 0.35 },
    seconds: usual,
  },
  'five on 2 servers, 3 threads': { streams: uneven(5, 0.3, 1.7), servers: 2, threads: 3, seconds: usual },
  'three, one with 70 %': { streams: giant(0.7, 2), servers: 3, seconds: usual },
  'twelve on 6 servers of unequal speed': {
    streams: uneven(12, 0.6, 1.4),
    servers: 6,
    uneven: { server: 0.25 },
    seconds: usual,
  },
  'six, storage is the limit': { streams: uneven(6), servers: 3, cap: 0.6, seconds: usual },
  'twenty, 4 threads on 2 servers, by file': {
    streams: uneven(20, 0.4, 1.6),
    servers: 2,
    threads: 4,
    queue: 'file',
    file: [0.3, 1],
    seconds: usual,
  },
  'two, the last third slow': { streams: uneven(2), servers: 2, slow: [0.5, 2, 0.55], seconds: usual },
  'four, two to six minutes': {
    streams: uneven(4),
    servers: 2,
    file: [0.2, 0.6],
    seconds: [120, 360],
  },
  'seven, three to eight hours, one retries': {
    streams: uneven(7, 0.3, 1.7),
    servers: 3,
    retry: { at: [0.6], seconds: [120, 1500] },
    seconds: [10_800, 28_800],
  },
  'three, two files at a time': { streams: uneven(3), servers: 1, filesAtOnce: 2, seconds: usual },
  'incremental, ten on 3 servers': {
    streams: uneven(10, 0.2, 1.8),
    servers: 3,
    file: [0.5, 2],
    type: 'INC',
    seconds: [150, 1500],
  },
};

/** Written down once the estimate was finished and its table printed. What is done about pauses comes from looking at these. */
export const later: Readonly<Record<string, Spread>> = {
  'thirty on 3 servers, 4 threads, one with half': {
    streams: giant(0.5, 29),
    servers: 3,
    threads: 4,
    seconds: usual,
  },
  'six, half as fast from the middle on': {
    streams: uneven(6),
    servers: 3,
    slow: [0.375, 9, 0.5],
    seconds: usual,
  },
  'eight on 2 servers, one half as fast': {
    streams: uneven(8),
    servers: 2,
    serverSpeed: [1, 0.5],
    seconds: usual,
  },
  'five, one retries twice': {
    streams: uneven(5),
    servers: 2,
    retry: { at: [0.2, 0.5], seconds: [60, 400] },
    seconds: usual,
  },
  'four, all stand for ten minutes': {
    streams: uneven(4),
    servers: 2,
    pause: { at: [0.4], seconds: 600 },
    seconds: [1800, 7200],
  },
};

/** Written down after that was done, and run once it was. */
export const last: Readonly<Record<string, Spread>> = {
  'nine on 3 servers, all stand twice for five minutes': {
    streams: uneven(9),
    servers: 3,
    pause: { at: [0.25, 0.55], seconds: 300 },
    seconds: usual,
  },
  'five servers, one at a third of the speed': {
    streams: uneven(5, 0.8, 1.2),
    servers: 5,
    serverSpeed: [1, 1, 0.33, 1, 1],
    seconds: usual,
  },
  'twelve on 2 servers, 3 threads, faster from the first third on': {
    streams: uneven(12, 0.4, 1.6),
    servers: 2,
    threads: 3,
    slow: [0.3, 9, 1.6],
    seconds: usual,
  },
};
