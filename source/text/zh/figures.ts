/** A count as Chinese text groups it: a space would part it in two. */
export function grouped(count: string): string {
  return count.replaceAll(' ', ',');
}

/** A percentage within a sentence: `71.40%`. */
export function percentage(percent: string): string {
  return percent.replace(' %', '%');
}

/** A type of backup within a sentence; FULL and INC are what the views have, and stay in columns. */
export function backupType(type: string): string {
  if (type === 'FULL') return '全量备份';
  if (type === 'INC') return '增量备份';
  return type === '' ? '备份' : ` ${type} 备份`;
}
