import { isClusterJob, type Job, parentOf } from '../../backup/job.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/** What was asked for: type, archivelog, encryption; who asked; where to; the note given with it. */
export function optionLines(job: Job, columns: number, theme: Theme): string[] {
  const { panel } = theme.words.screens;
  const encryption = job.row.find(column => column.name === 'ENCRYPTION_MODE')?.text ?? null;
  const archivelog = job.plusArchivelog === null ? 'unknown' : job.plusArchivelog ? 'on' : 'off';
  const options = [
    job.type.text,
    panel.archivelog[archivelog],
    encryption === null || encryption === '' ? '' : panel.encryption(encryption),
  ];
  const parent = parentOf(job);
  const own = isClusterJob(job)
    ? panel.bySys
    : job.initiatorTenantId === null
      ? panel.byUnknown
      : panel.byTenant;
  const from = parent === null ? own : panel.byClusterJob(parent.jobId.toString());
  return [
    ...(job.path === '' ? [] : labelledLines(panel.labels.path, job.path, columns, theme)),
    ...labelledLines(panel.labels.kind, options.filter(option => option !== '').join(' · '), columns, theme),
    ...labelledLines(panel.labels.startedBy, from, columns, theme),
    ...(job.description === ''
      ? []
      : labelledLines(panel.labels.description, job.description, columns, theme)),
  ];
}
