// Preloaded into the program by a test: on SIGUSR2 its clocks are those of a machine that has slept for eight hours. The
// time of day has gone on, what counts from the start has stood still, and timers have not run.
const { now } = Date;
let slept = 0;
Date.now = () => now() + slept;
process.on('SIGUSR2', () => {
  slept += 8 * 3_600_000;
});
