import type { Metafile } from 'esbuild';

export function mit(holder: string): string;
export function bundledLicences(metafiles: readonly Metafile[]): string;
