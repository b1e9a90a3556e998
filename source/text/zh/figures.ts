/** A count as Chinese text groups it: a space would part it in two. */
export function grouped(count: string): string {
  return count.replaceAll(' ', ',');
}

const typeWords: Readonly<Record<string, string>> = { FULL: '全量', INC: '增量' };

/** A type of backup in few cells: `全量`. */
export function shortType(type: string): string {
  return typeWords[type] ?? type;
}

/** A type of backup within a sentence; FULL and INC are what the views have, and stay in columns. */
export function backupType(type: string): string {
  const word = typeWords[type];
  if (word !== undefined) return `${word}备份`;
  return type === '' ? '备份' : ` ${type} 备份`;
}
