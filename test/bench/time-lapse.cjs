// Loaded before the program by day.ts: its clocks and timers run TIME_LAPSE times as fast.
const factor = Number(process.env.TIME_LAPSE ?? 1);
const began = { wall: Date.now(), steady: performance.now() };
const [wall, steady, start] = [Date.now, performance.now.bind(performance), setTimeout];
Date.now = () => began.wall + (wall() - began.wall) * factor;
performance.now = () => began.steady + (steady() - began.steady) * factor;
globalThis.setTimeout = (work, millis = 0, ...given) => start(work, millis / factor, ...given);
