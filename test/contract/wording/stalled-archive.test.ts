// A backup that waits for an archive which has stood still since long before: how long each is shown to have lasted.
import { beforeEach, describe, expect, it } from 'vitest';
import { evidenceFrom } from '../../../source/backup/task-progress.ts';
import { tenantVerdicts } from '../../../source/backup/tenant-verdict.ts';
import { lookCloser } from '../../../source/modes/closer-look.ts';
import { needTexts } from '../../../source/presentation/lists/need-text.ts';
import { checkText } from '../../../source/report/check-text.ts';
import { archiveRow, jobRow, lagTargetRow, taskRow, tenantRow } from '../../fixtures/rows.ts';
import { plainLook } from '../../presentation/plain-theme.ts';
import { describeOnEveryStage } from '../servers/every-stage.ts';
import { sourceOn } from '../source-on.ts';
import { contextOf } from './said.ts';

const maxAge = 93_600;
const hour = 3600;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const timeText = (seconds: number) => `${ago(seconds).toISOString().slice(0, 19).replace('T', ' ')}.000000`;
const scn = (seconds: number) => String(BigInt(ago(seconds).getTime()) * 1_000_000n);

describeOnEveryStage('A backup whose archive has stood still for a day', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('TENANTS', 1002n, tenantRow('shop'));
      await stage.put('PARAMETERS', 1002n, lagTargetRow(1002n, '120s'));
      await stage.put('ARCHIVELOG', 1002n, archiveRow({ CHECKPOINT_SCN: scn(25.5 * hour) }));
      const started = { START_TIMESTAMP: timeText(4.5 * hour) };
      await stage.put('JOBS', 1002n, jobRow(7, { ...started, PLUS_ARCHIVELOG: 'ON' }));
    });

    it.each([
      [1.5 * hour, /job 7: no progress for 1h30m,/],
      [60, /- shop: no good backup yet, one is running, archive lag 25h, normal is up to 4m;/],
    ])('has waited since the end of its data, %i s ago, and no longer', async (seconds, expected) => {
      const started = { START_TIMESTAMP: timeText(4.5 * hour), END_SCN: scn(seconds) };
      await stage.put('TASKS', 1002n, taskRow(7, { ...started, STATUS: 'BEFORE_BACKUP_LOG' }));
      const source = sourceOn(stage);
      const server = await source.identify();
      const picture = await source.read({ kind: 'tenants' });
      const { seen } = await lookCloser(source, picture.jobs);
      const { capabilities } = server;
      const tasks = evidenceFrom(null, { capabilities, seen, now: picture.readAt });
      const verdicts = tenantVerdicts({ picture, tasks, refusals: [], maxAge });
      const limits = { maxAge, maxLag: null, maxRun: null };
      const { line } = checkText(verdicts, picture, limits, plainLook(), () => null);
      expect(line).toMatch(expected);
      const [verdict] = verdicts;
      const need = verdict?.needs.find(({ kind }) => kind === 'stuck');
      if (verdict === undefined || need === undefined) return;
      const context = {
        ...contextOf(server),
        picture,
        refusals: [],
        maxAge,
        version: null,
        sees: server.sees,
      };
      const [text] = needTexts(need, verdict, context);
      expect(text).toMatch(
        /^log archiving has not advanced for 25h \(checkpoint [\d:]+, 24h short of END_SCN\)/,
      );
    });
  });
});
