/** Where in a file something stands. */
export interface FilePlace {
  readonly path: string;
  readonly line: number;
}

/** A file that settings were looked for in, and what became of it. */
export interface FileReport {
  readonly path: string;
  readonly state: 'read' | 'missing' | 'unreadable' | 'writable_by_others' | 'used_by_others' | 'damaged';
}

/** What is worth a word about files, and is no reason to stop. */
export type FileNotice =
  | { readonly id: 'file_writable_by_others'; readonly path: string }
  | { readonly id: 'login_file_used_by_others'; readonly path: string }
  | ({ readonly id: 'include_too_deep' } & FilePlace)
  | ({ readonly id: 'comment_in_value'; readonly key: string } & FilePlace);
