/**
 * By what the young generation grows, and by how many percent the old one before it is collected: V8's own, where 0 is up to
 * fourfold, by how fast it is filled; and the first not at all, the second by half.
 */
const usual = { young: 2, oldPercent: 0 };
const bounded = { young: 1, oldPercent: 50 };

let isBounded = false;

async function setGrowth({ young, oldPercent }: typeof usual): Promise<void> {
  try {
    const { setFlagsFromString } = await import('node:v8');
    setFlagsFromString(`--semi-space-growth-factor=${young}`);
    setFlagsFromString(`--heap-growing-percent=${oldPercent}`);
  } catch {
    // Another runtime has another heap.
  }
}

/**
 * Keeps V8's young generation as large as it is, and has the old one collected sooner: both grow with what a refresh
 * makes, to 60 MB and more for a program that needs 17, and little of it is given back. V8 takes compiled code only under
 * the flags that it was compiled with, that of Node's own modules too, so this is for when they are loaded.
 */
export function boundYoungGeneration(): void {
  isBounded = true;
  void setGrowth(bounded);
}

/** Does what loads or writes compiled code, under V8's usual flags. */
export async function underUsualFlags<T>(work: () => T | Promise<T>): Promise<T> {
  if (isBounded) await setGrowth(usual);
  try {
    return await work();
  } finally {
    if (isBounded) await setGrowth(bounded);
  }
}
