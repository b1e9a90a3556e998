// The table of docs/glossary.md: which STATUS belongs to which phase, and its name in both languages.
import { taskStatuses } from '../source/backup/phase.ts';
import type { Words } from '../source/text/words.ts';

/** Names that were made of official parts, as no official one is known. */
const madeHere = new Set(['fuse_meta', 'wait_archive']);

/** In Markdown, without a line end. */
export function phasesMarkdown(english: Words, chinese: Words): string {
  const { phases, outcomes } = chinese.screens;
  const named = english.screens;
  const ids = [...new Set(Object.values(taskStatuses).map(({ phase }) => phase))];
  const rows = ids.map(id => {
    const statuses = Object.keys(taskStatuses).filter(status => taskStatuses[status]?.phase === id);
    return `| ${statuses.join(', ')} | ${named.phases[id]} | ${phases[id]}${madeHere.has(id) ? '*' : ''} |`;
  });
  const ends = (['completed', 'failed', 'canceled'] as const).map(
    outcome => `| ${outcome.toUpperCase()} | ${named.outcomes[outcome]} | ${outcomes[outcome]} |`,
  );
  return ['| STATUS | Phase | 阶段 |', '| --- | --- | --- |', ...rows, ...ends].join('\n');
}
