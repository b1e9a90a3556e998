import { describe, expect, it } from 'vitest';
import { allFlags, spelling } from '../../source/settings/flags.ts';
import { helpText, optionsMarkdown } from '../../source/settings/help.ts';
import { cellWidth } from '../../source/text/width.ts';
import { wordsOf } from '../../source/text/words.ts';

const { options } = wordsOf('en');

describe('the text of --help', () => {
  it.each([60, 80, 120])('fits a terminal of %i columns', columns => {
    for (const line of helpText(columns, options).split('\n'))
      expect(cellWidth(line)).toBeLessThanOrEqual(columns);
  });

  it('names every option, its letters, its value and its default', () => {
    const help = helpText(80, options);
    for (const flag of allFlags) expect(help).toContain(`  ${spelling(flag)}`);
    expect(help.replace(/\s+/g, ' ')).toContain(
      '-u, --user USER user@tenant, or user@tenant#cluster through ODP (default root@sys)',
    );
    for (const title of Object.values(options.groups)) expect(help).toContain(title);
  });

  it('names no option that does not exist', () => {
    const known = allFlags.map(flag => `--${flag.name}`);
    for (const [option] of helpText(80, options).matchAll(/--[a-z][a-z-]*/g)) expect(known).toContain(option);
  });

  it('lists the exit codes it is given', () => {
    expect(helpText(80, options, [{ code: 3, meaning: 'cannot connect or log in' }])).toMatch(
      /Exit codes\n {2}3 {4}cannot connect or log in\n$/,
    );
  });

  it('has no sign that a C locale cannot show', () => {
    expect(helpText(80, options)).toMatch(/^[\n -~]*$/);
  });

  it('leaves no space at the end of a line', () => {
    expect(helpText(80, options)).not.toMatch(/ $/m);
  });
});

describe('the table of options', () => {
  it('has no option name and no letter twice', () => {
    const names = allFlags.flatMap(flag => [`--${flag.name}`, ...(flag.short === null ? [] : [flag.short])]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has words for each option and for no other', () => {
    expect(Object.keys(options.descriptions)).toEqual(allFlags.map(flag => flag.name));
  });

  it('becomes a Markdown table with a row for each option', () => {
    const rows = optionsMarkdown(options)
      .split('\n')
      .filter(row => row.startsWith('| `-'));
    expect(rows).toHaveLength(allFlags.length);
    expect(rows).toContain(
      '| `-P, --port PORT` | 2881 for an observer, 2883 for ODP; with --demo-serve: port to listen on | `2881` |',
    );
  });
});
