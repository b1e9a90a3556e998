// @module-tag slow
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createController } from '../../source/screens/controller.ts';
import { keyTable } from '../../source/screens/key-table.ts';
import { screenOf } from '../../source/screens/registry.ts';
import type { Model, Size } from '../../source/screens/screen.ts';
import { cellWidth } from '../../source/text/width.ts';
import { createStore } from '../../source/watch/store.ts';
import { type AnyCluster, anyCluster, anyServer } from '../fixtures/any-cluster.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { failureSaying } from '../fixtures/in-english.ts';
import { tenFortyTwo } from '../fixtures/values.ts';
import { plainLook } from '../presentation/plain-theme.ts';
import { manualClock, settled } from '../watch/manual-clock.ts';

/** PICTURES=5000 for more: two pictures each. */
const runs = Number(process.env.PICTURES ?? 200);

const opening = ['enter', 'd', 'L', 'e', 'a', '?', 'Q'];
const press = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...opening, 'enter', 'down', 'j') },
  { weight: 2, arbitrary: fc.constantFrom(...keyTable.flatMap(({ presses }) => presses)) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
);
const size = fc.record({
  columns: fc.integer({ min: 60, max: 300 }),
  height: fc.integer({ min: 13, max: 80 }),
});
const tinySize = fc.record({ columns: fc.nat(59), height: fc.integer({ min: -1, max: 12 }) });

type Act =
  | { readonly kind: 'press'; readonly press: string }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'size' | 'tiny'; readonly size: Size }
  | { readonly kind: 'next' | 'fail' };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('press' as const), press }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('paste' as const), text: fc.string({ unit: 'binary' }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('size' as const), size }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tiny' as const), size: tinySize }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('next' as const, 'fail' as const) }) },
);

/** The ways to the screens; what they find there is left to chance. */
const route = fc.constantFrom<readonly string[]>(
  [],
  ['enter'],
  ['down', 'enter', 'enter'],
  ['enter', 'enter', 'L'],
  ['enter', 'down', 'enter', 'L', 'd'],
  ['enter', 'enter', 'd'],
  ['e'],
);

const theme = plainLook({ colour: true });

describe('any picture of a cluster, at any size, after any keys', () => {
  it('is drawn within its size, twice the same, and no key throws', async () => {
    let frames = 0;
    const screensSeen = new Set<string>();
    const clusters = fc.tuple(anyCluster, anyCluster);
    const script = fc
      .tuple(route, fc.array(act, { minLength: 5, maxLength: 40 }))
      .map(([presses, acts]): Act[] => [
        ...presses.map(press => ({ kind: 'press' as const, press })),
        ...acts,
      ]);
    const property = fc.asyncProperty(
      anyServer,
      clusters,
      size,
      script,
      async (server, worlds, first, acts) => {
        const clock = manualClock(Number(tenFortyTwo / 1000n));
        const source = fakeSource(worlds[0].picture, server);
        const take = (world: AnyCluster) => {
          source.world = world.picture;
          source.logStreamTasks = world.logStreams;
          source.backupEvents = world.events;
          source.failure = null;
        };
        take(worlds[0]);
        source.clock = () => BigInt(clock.now()) * 1000n;
        const store = createStore({
          source,
          clock,
          intervalSeconds: 2,
          random: () => 0,
          firstView: { kind: 'tenants' },
          onFatal: error => {
            throw error;
          },
        });
        let now: Size = first;
        const none = () => undefined;
        const controller = createController({
          store,
          theme,
          clock,
          version: '0',
          maxAge: 93_600,
          size: () => now,
          quit: none,
          interrupt: none,
          suspend: none,
          redraw: none,
          changeLanguage: none,
          copy: none,
          statement: () => 'SELECT 1 FROM dual UNION ALL SELECT 2 FROM dual',
        });
        store.subscribe(controller.noticed);
        store.start();
        await settled();
        const look = () => {
          const { frame, rows, screen } = controller.framed();
          const height = now.height - (controller.status() === null ? 0 : 1);
          if (now.columns < 60 || now.height < 13) return;
          frames += 1;
          screensSeen.add(screen.id);
          const { lines, table } = frame;
          expect(lines.length + (table === undefined ? 0 : table.rows.length + 4)).toBeLessThanOrEqual(
            height,
          );
          for (const line of lines) {
            expect(cellWidth(line), line).toBeLessThanOrEqual(now.columns);
            expect(line).not.toMatch(/[\n\r\t]/);
          }
          if (table !== undefined) {
            expect(table.widths[0] + table.widths[1] + 7 + 1).toBeLessThanOrEqual(now.columns);
          }
          const model: Model = {
            state: store.state(),
            changes: store.changes(),
            theme,
            version: '0',
            maxAge: 93_600,
          };
          const again = screenOf(frame.place).frame(frame.place, rows, model, { ...now, height });
          expect({ ...again, isTrouble: frame.isTrouble }).toEqual(frame);
        };
        look();
        for (const step of acts) {
          if (step.kind === 'press') controller.take(step.press);
          else if (step.kind === 'paste') controller.paste(step.text);
          else if (step.kind === 'next') take(worlds[1]);
          else if (step.kind === 'fail') source.failure = failureSaying('timed_out', 'x'.repeat(500));
          else if ('size' in step) {
            now = step.size;
            controller.noticed();
          }
          if (step.kind === 'next' || step.kind === 'fail') await clock.advance(20_000);
          await settled();
          look();
          controller.hasEffect('open');
        }
        store.stop();
      },
    );
    await fc.assert(property, { numRuns: runs });
    expect(frames).toBeGreaterThan(runs * 5);
    expect([...screensSeen].sort()).toEqual([
      'alerts',
      'details',
      'events',
      'help',
      'job',
      'jobs',
      'log_streams',
      'statement',
      'tenants',
    ]);
  });
});
