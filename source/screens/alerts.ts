import { needsLook } from '../backup/change.ts';
import { scopeOf } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import { changeText, tenantOf } from '../presentation/change-text.ts';
import { type AlertRow, alertColumns, alertRows } from '../presentation/lists/alert-list.ts';
import { count } from '../text/number.ts';
import { jobPlace } from './job.ts';
import { jobsPlace } from './jobs.ts';
import { listKeys } from './keys.ts';
import { type ListPlace, listFrame } from './list-frame.ts';
import { defineScreen, opening } from './screen.ts';
import { crumbLine, ownerTitle, whereText } from './screen-lines.ts';

/** What has happened since the start. */
export interface AlertsPlace extends ListPlace {
  readonly screen: 'alerts';
}

/** The place of the alerts. */
export function alertsPlace(): AlertsPlace {
  return { screen: 'alerts', list: listStart, widths: new Map() };
}

/** What has happened since the start, newest first, whichever screen saw it. Reads nothing of its own. */
export const alertsScreen = defineScreen<AlertsPlace, AlertRow>({
  id: 'alerts',
  isOverlay: true,
  view: null,
  rows: (_, { changes }) => alertRows(changes),
  frame(place, rows, model, size) {
    const { state, theme } = model;
    const { crumbs, changes } = theme.words.screens;
    const counted = changes.counted(count(BigInt(rows.length)));
    const parts = {
      rows,
      specs: alertColumns(theme, state.now, rows),
      empty: changes.none,
      above: (seen: { readonly top: number; readonly shown: number }) => [
        crumbLine([crumbs.alerts], [counted, whereText(seen, rows.length, theme)], size.columns, theme),
      ],
      linesAbove: 1,
      isTrouble: ({ change }: AlertRow) => needsLook(change),
    };
    return listFrame(place, parts, model, size);
  },
  actions: {
    /** The job an alert is about; of a start that was refused there is none, only the tenant. */
    open(_, row, { theme }) {
      if (row === null) return null;
      const { tenantId, job } = row.change;
      const title = ownerTitle(tenantOf(row.change, theme), tenantId, theme.words.screens.crumbs);
      return opening(job === null ? jobsPlace(scopeOf(tenantId), title) : jobPlace(job, title));
    },
    copy(_, row, { theme }) {
      if (row === null) return null;
      const text = `${theme.zone.full(row.change.at)}\t${changeText(row.change, theme)}`;
      return { kind: 'copy', text, message: theme.words.screens.copied.alert };
    },
  },
  keys: [...listKeys, 'help'],
  opener: { id: 'alerts', presses: ['a'], label: 'a', footer: 'a' },
});
