// Preloaded into the program by a test: prints in every way that a library or Node could, on SIGUSR2, and then makes the file
// that OB_TEST_PRINTED names.
const { writeFileSync } = require('node:fs');

process.on('SIGUSR2', () => {
  console.warn('FOREIGN warn');
  console.log('FOREIGN log');
  process.stderr.write('FOREIGN stderr\n');
  process.emitWarning('FOREIGN deprecation', 'DeprecationWarning');
  // The warning is printed in the next turn.
  setImmediate(() => writeFileSync(process.env.OB_TEST_PRINTED, ''));
});
