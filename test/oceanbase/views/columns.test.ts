import { describe, expect, it } from 'vitest';
import { columnShape, shapeOf } from '../../../source/oceanbase/views/columns.ts';
import { events } from '../../../source/oceanbase/views/events.ts';
import { jobs } from '../../../source/oceanbase/views/jobs.ts';
import { columnsOf, type ServerView } from '../../../source/oceanbase/views/view.ts';

function withColumns(view: ServerView, ...names: string[]) {
  const shape = shapeOf(names.map(name => columnShape(name, 'VAR_STRING')));
  return { family: 'sys', shapes: new Map([[view, shape]]) } as const;
}

describe('The columns of a statement', () => {
  it('are those the view has, never the secret one, nor an SCN in the server’s own zone', () => {
    const readable = withColumns(jobs, 'JOB_ID', 'PASSWD', 'NEW_ONE', 'X_SCN_DISPLAY');
    expect(columnsOf(jobs, 'full', readable)).toEqual(['JOB_ID', 'NEW_ONE']);
    expect(columnsOf(jobs, 'list', readable)).toEqual(['JOB_ID']);
  });

  it('are all of them in a list too, where the view names none for lists', () => {
    const readable = withColumns(events, 'TIMESTAMP', 'NEW_ONE');
    expect(columnsOf(events, 'list', readable)).toEqual(['TIMESTAMP', 'NEW_ONE']);
  });

  it('are none of a view that cannot be read', () => {
    expect(columnsOf(events, 'full', withColumns(jobs, 'JOB_ID'))).toEqual([]);
  });
});

describe('A column', () => {
  it('of a later release is read by its type', () => {
    expect(columnShape('QUANTUM', 'LONGLONG')).toEqual({ name: 'QUANTUM', kind: 'integer', isNumber: true });
    expect(columnShape('QUANTUM', 'NEWDECIMAL')).toEqual({
      name: 'QUANTUM',
      kind: 'decimal',
      isNumber: true,
    });
    expect(columnShape('QUANTUM', 'VAR_STRING')).toEqual({ name: 'QUANTUM', kind: 'text', isNumber: false });
  });

  it('of a known name is read by its name, whatever its type: an Oracle tenant sends every number as NUMBER', () => {
    expect(columnShape('START_SCN', 'NEWDECIMAL').kind).toBe('scn');
    expect(columnShape('JOB_ID', 'NEWDECIMAL').kind).toBe('integer');
    expect(columnShape('START_TIMESTAMP', 'VAR_STRING').kind).toBe('time');
  });
});
