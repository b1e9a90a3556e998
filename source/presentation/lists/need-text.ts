import { parseComment } from '../../backup/comment.ts';
import type { Job } from '../../backup/job.ts';
import { kernelCodeName } from '../../backup/kernel-code.ts';
import { lastSeenOfJob } from '../../backup/last-seen.ts';
import { phaseOf } from '../../backup/phase.ts';
import type { Need, TenantVerdict } from '../../backup/tenant-verdict.ts';
import { ago, spoken } from '../../text/duration.ts';
import { startBackup } from '../next-statement.ts';
import { wholePercentText } from '../percent-text.ts';
import { phaseName } from '../progress-text.ts';
import { couldNotStartTexts } from '../refusal-text.ts';
import { resultText } from '../result-text.ts';
import type { Theme } from '../theme.ts';
import type { TenantColumnsContext } from './tenant-rows.ts';

type Words = Theme['words']['screens']['tenantList']['needs'];

/** What has happened to a tenant, and what to do next: in fewer and fewer words. */
export function needTexts(
  need: Need,
  verdict: TenantVerdict,
  context: TenantColumnsContext,
): readonly string[] {
  const { theme, maxAge, sees } = context;
  const { needs: words } = theme.words.screens.tenantList;
  switch (need.kind) {
    case 'failed':
      return failedTexts(need.job, context, words);
    case 'could_not_start':
      return couldNotStartTexts(need.refusal, verdict.tenant, context);
    case 'stuck':
      return stuckTexts(need, verdict, context);
    case 'never':
      return toStartBackup([words.never, words.neverShort], startBackup(verdict.tenant, sees), words);
    case 'overdue': {
      const length = (seconds: number) => spoken(seconds, theme.words.time);
      const type = typeof verdict.lastGood === 'string' ? '' : verdict.lastGood.type.text;
      const what = words.overdue(type, length(need.age), length(maxAge));
      const short = words.lastGood(type, length(need.age));
      return toStartBackup([what, short], startBackup(verdict.tenant, sees), words);
    }
  }
}

/** What there is not, long and short, with the statement that helps, whole and its beginning; last without it. */
function toStartBackup(
  [what, short]: readonly [string, string],
  [statement, begin]: readonly [string, string],
  { next }: Words,
): readonly string[] {
  return [next(what, statement), next(what, begin), next(short, begin), what, short];
}

function failedTexts(job: Job, context: TenantColumnsContext, words: Words): readonly string[] {
  const { theme, now, seen } = context;
  const at = job.endedAt ?? job.startedAt ?? 0n;
  const age = now === null ? theme.words.time.none : ago(Number(now - at) / 1e6, theme.words.time);
  const last = lastSeenOfJob(job, seen)?.hundredths ?? null;
  const parsed = parseComment(job.comment);
  const name = kernelCodeName(job.result);
  const whole = {
    type: job.type.text,
    ago: age,
    at: last === null || last.before > 0 ? '' : wholePercentText(last.value, theme),
    code: resultText(job.result, job.comment, theme),
    logStream: parsed?.lsId?.toString() ?? '',
    server: parsed?.address ?? '',
  };
  const withoutPlace = { ...whole, logStream: '', server: '' };
  const what = [
    words.failed(whole),
    words.failed({ ...whole, at: '' }),
    words.failed(withoutPlace),
    words.failed({ ...withoutPlace, at: '' }),
    words.failed({ ...withoutPlace, at: '', code: job.result.toString() }),
  ];
  if (name === null) return what;
  const { nextShort, nextBrief } = theme.words.kernelCodes[name];
  const steps = [nextShort, nextBrief].flatMap(step => what.map(text => words.next(text, step)));
  return [...steps, ...what];
}

function stuckTexts(
  { job, task, stuck }: Extract<Need, { kind: 'stuck' }>,
  { archive }: TenantVerdict,
  { theme }: TenantColumnsContext,
): readonly string[] {
  const { needs: words } = theme.words.screens.tenantList;
  const length = spoken(stuck.seconds, theme.words.time);
  const phase = phaseOf(task.status.text);
  const name = phase === null ? task.status.text : phaseName(phase, false, theme);
  const ofTask = words.stuck(job.type.text, name, length);
  const shortest = words.stuckShort(length);
  if (stuck.lookAt !== 'archive') {
    const next = words.lookAtLogStreams;
    return [words.next(ofTask, next), words.next(shortest, next), ofTask, shortest];
  }
  const { lookAtArchive, lookAtArchiveShort } = words;
  if (archive === null || archive.checkpointScn === 0n) {
    const withNext = [ofTask, shortest].map(what => words.next(what, lookAtArchiveShort));
    return [words.next(ofTask, lookAtArchive), ...withNext, ofTask, shortest];
  }
  const clock = theme.zone.clock(archive.checkpointScn / 1000n);
  // The archive may have been read after the task: then it may have all that the task waits for.
  const missing = Number(task.endScn - archive.checkpointScn) / 1e9;
  const { time } = theme.words;
  const stands = spoken(stuck.archiveSeconds ?? stuck.seconds, time);
  const behind = missing < 1 ? time.below(spoken(1, time)) : spoken(missing, time);
  const [withEnd, known, short] = [
    words.archiveStuck(stands, words.checkpointShort(clock, behind)),
    words.archiveStuck(stands, words.checkpoint(clock)),
    words.archiveStuckShort(stands),
  ];
  return [
    ...(missing > 0 ? [words.next(withEnd, lookAtArchive)] : []),
    words.next(known, lookAtArchive),
    words.next(known, lookAtArchiveShort),
    words.next(short, lookAtArchiveShort),
    words.next(words.archiveStuckShortest(stands), lookAtArchiveShort),
    known,
    short,
    shortest,
  ];
}
