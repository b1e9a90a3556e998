import { runtimeOf } from '../settings/runtime.ts';

declare const __VERSION__: string | undefined;
declare const __COMMIT__: string | undefined;

/** What was built, as the build has written it into the program; run from its sources it does not know. */
export const build = {
  version: typeof __VERSION__ === 'string' ? __VERSION__ : 'development',
  commit: typeof __COMMIT__ === 'string' ? __COMMIT__ : 'unknown',
} as const;

/** What the program runs on: `Node 24.21.0`. */
export function runtimeText(): string {
  const { name, version } = runtimeOf(process.versions);
  return `${name} ${version}`;
}

/** System and processor: `linux-x64`. */
export function platformText(): string {
  return `${process.platform}-${process.arch}`;
}
