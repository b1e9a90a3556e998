import { it } from 'vitest';
import { wordsOf } from '../../source/text/words.ts';
import { chinese } from '../../source/text/zh/index.ts';
import { key } from '../fixtures/emulated-terminal.ts';
import { tasks } from './night-texts.ts';
import { startNight } from './simulated-night.ts';

it.each(['zh', 'en'])(
  'w %s',
  async lang => {
    const night = await startNight(tasks, {
      columns: 60,
      rows: 40,
      words: lang === 'zh' ? chinese : wordsOf('en'),
    });
    await night.minutes(20);
    const seen = new Set<string>();
    const sweep = async (name: string, ...keys: string[]) => {
      await night.keys(...keys);
      for (let c = 60; c <= 200; c++) {
        night.terminal.display.resize(c, 40);
        await night.terminal.passes(1);
        await night.terminal.idle();
        for (const l of night.terminal.lines())
          for (const m of l.matchAll(/\S*…\S*/g)) {
            const k = `${lang} ${name} ${m[0]}`;
            if (!seen.has(k)) {
              seen.add(k);
              console.log(k, '@', c, '|', l.trim().slice(0, 140));
            }
          }
      }
      night.terminal.display.resize(120, 40);
      await night.terminal.passes(1);
    };
    await sweep('tenants');
    await sweep('jobs', 'g', key.enter);
    await sweep('cluster', key.enter);
    await sweep('failing', key.enter);
    await sweep('slow', key.escape, 'j', 'j', key.enter);
    await sweep('slow jobs', key.escape, key.escape, key.escape, 'j', key.enter);
    await sweep('alerts', 'a');
    await sweep('help', 'q', '?');
  },
  400000,
);
