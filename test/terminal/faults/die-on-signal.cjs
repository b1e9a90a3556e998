// Preloaded into the program by a test: fills the heap until V8 gives up, on SIGUSR2.
process.on('SIGUSR2', () => {
  const held = [];
  for (;;) held.push(new Array(100_000).fill({}));
});
