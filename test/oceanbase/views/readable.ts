import { columnShape, shapeOf } from '../../../source/oceanbase/views/columns.ts';
import { views } from '../../../source/oceanbase/views/registry.ts';
import { type Family, type ReadableViews, viewName } from '../../../source/oceanbase/views/view.ts';
import listed from '../../../source/simulator/views.json' with { type: 'json' };

type Listed = Record<string, Record<string, [string, string, string][]>>;

/** All views of a family with the columns of the newest release, as a probe would find them. */
export function readableViews(family: Family): ReadableViews {
  const isNumber = (type: string) => /^(bigint|decimal|NUMBER)/.test(type);
  const had = views.filter(({ names }) => names[family] !== null);
  return {
    family,
    shapes: new Map(
      had.map(view => {
        const name = viewName(view, family).replace(/^\w+\./, '');
        const columns = (listed.views as unknown as Listed)[name]?.[family] ?? [];
        return [
          view,
          shapeOf(
            columns.map(([column, type]) =>
              columnShape(column, isNumber(type) ? 'NEWDECIMAL' : 'VAR_STRING'),
            ),
          ),
        ];
      }),
    ),
  };
}
