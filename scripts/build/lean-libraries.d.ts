import type { Plugin } from 'esbuild';

export declare function changed(name: string, text: string): string;
export declare function leanLibraries(): { readonly plugin: Plugin; unused(): string[] };
