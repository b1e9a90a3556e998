// The platforms for which there is an executable, and what each packer calls them.

/** A system that packages are made for. */
export interface Platform {
  /** As in the names of folders and archives. */
  readonly name: 'linux-x64' | 'linux-arm64';
  /** The processor, as Node names it. */
  readonly cpu: string;
  /** The npm package with the Bun for it. */
  readonly bun: string;
  /** The processor, as nfpm names it. */
  readonly nfpm: string;
}

/** The systems that packages are made for. */
export const platforms: readonly Platform[] = [
  { name: 'linux-x64', cpu: 'x64', bun: '@oven/bun-linux-x64', nfpm: 'amd64' },
  { name: 'linux-arm64', cpu: 'arm64', bun: '@oven/bun-linux-aarch64', nfpm: 'arm64' },
];

/** The platform of this machine, or null where Bun's builds for Linux with glibc do not run. */
export function ownPlatform(): Platform | null {
  return platforms.find(({ cpu }) => process.platform === 'linux' && process.arch === cpu) ?? null;
}
