// Preloaded into the program by a test: prints in every way that a library or Node could, on SIGUSR2.
process.on('SIGUSR2', () => {
  console.warn('FOREIGN warn');
  console.log('FOREIGN log');
  process.stderr.write('FOREIGN stderr\n');
  process.emitWarning('FOREIGN deprecation', 'DeprecationWarning');
});
