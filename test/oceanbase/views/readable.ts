import { readdirSync } from 'node:fs';
import { columnShape, shapeOf, type ViewShape } from '../../../source/oceanbase/views/columns.ts';
import {
  type Family,
  type ReadableViews,
  type ServerView,
  viewName,
} from '../../../source/oceanbase/views/view.ts';
import listed from '../../../source/simulator/views.json' with { type: 'json' };

const folder = new URL('../../../source/oceanbase/views/', import.meta.url);

function isView(value: unknown): value is ServerView {
  return typeof value === 'object' && value !== null && 'names' in value && 'toRow' in value;
}

/** Every view that the program reads: what the files of its folder export. */
export const everyView: readonly ServerView[] = (
  await Promise.all(readdirSync(folder).map(name => import(new URL(name, folder).href)))
).flatMap(exported => Object.values(exported).filter(isView));

type Listed = Record<string, Record<string, [string, string, string][]>>;
const tables: Listed = listed.views as unknown as Listed;

/** The columns of a view in the newest release as they are listed, secrets among them; none where nobody lists it. */
export function listedColumns(view: ServerView, family: Family): [name: string, type: string][] {
  const name = viewName(view, family).replace(/^\w+\./, '');
  return (tables[name]?.[family] ?? []).map(([column, type]) => [column, type]);
}

function listedShape(view: ServerView, family: Family): ViewShape {
  const isNumber = (type: string) => /^(bigint|decimal|NUMBER)/.test(type);
  const columns = listedColumns(view, family);
  return shapeOf(
    columns.map(([name, type]) => columnShape(name, isNumber(type) ? 'NEWDECIMAL' : 'VAR_STRING')),
  );
}

/** Views of sys that nobody lists, each with the columns that it is of no use without. */
export function readableWith(...views: readonly ServerView[]): ReadableViews {
  const shapeWith = ({ neededColumns }: ServerView) =>
    shapeOf(neededColumns.map(name => columnShape(name, 'VAR_STRING')));
  return { family: 'sys', shapes: new Map(views.map(view => [view, shapeWith(view)])) };
}

/** All views of a family with the columns of the newest release, as a probe would find them. */
export function readableViews(family: Family): ReadableViews {
  const had = everyView.filter(({ names }) => names[family] !== null);
  return { family, shapes: new Map(had.map(view => [view, listedShape(view, family)])) };
}
