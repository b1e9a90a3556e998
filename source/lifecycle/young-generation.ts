/** V8's own factor, and the one with which the young generation stays as it is. */
const [usual, none] = [2, 1];

let isBounded = false;

async function setGrowth(factor: number): Promise<void> {
  try {
    const { setFlagsFromString } = await import('node:v8');
    setFlagsFromString(`--semi-space-growth-factor=${factor}`);
  } catch {
    // Another runtime has another heap.
  }
}

/**
 * Keeps V8's young generation as large as it is: it grows with what a refresh makes, and never shrinks, to 60 MB and more
 * for a program that needs 17. V8 takes compiled code only under the flags that it was compiled with, that of Node's own
 * modules too, so this is for when they are loaded.
 */
export function boundYoungGeneration(): void {
  isBounded = true;
  void setGrowth(none);
}

/** Does what loads or writes compiled code, under V8's usual flags. */
export async function underUsualFlags<T>(work: () => T | Promise<T>): Promise<T> {
  if (isBounded) await setGrowth(usual);
  try {
    return await work();
  } finally {
    if (isBounded) await setGrowth(none);
  }
}
