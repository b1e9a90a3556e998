// Property tests draw the same cases in every run, so that a run tells of the change under test and of nothing else.
// To look for new cases: `PROPERTY_SEED=random npx vitest run`, or a number to repeat a run.
import fc from 'fast-check';

const usual = 20_261_122;
const wanted = process.env.PROPERTY_SEED;

if (wanted !== 'random') fc.configureGlobal({ seed: wanted === undefined ? usual : Number(wanted) });
