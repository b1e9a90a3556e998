// What one types, looks up or searches for is in both languages the same: options, variables, files, commands, codes.
import { describe, expect, it } from 'vitest';
import { english } from '../../../source/text/en/index.ts';
import { chinese } from '../../../source/text/zh/index.ts';

/** A value that stands for any other: a text, a number, a list of one, and an object of such. */
function anything(): unknown {
  const text = () => '1';
  return new Proxy(text, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive || key === 'toString') return () => '1';
      if (key === 'join') return () => '1';
      if (key === 'replaceAll' || key === 'replace') return () => '1';
      if (key === 'length') return 1;
      return anything();
    },
  });
}

/** The sentence, or the text it makes of any values; null where it cannot be made of them. */
function sentenceOf(word: unknown): string | null {
  if (typeof word === 'string') return word;
  if (typeof word !== 'function') return null;
  try {
    return String(word(anything(), anything(), anything(), anything()));
  } catch {
    return null;
  }
}

const names =
  /--[a-z][\w-]+|\bOB_[A-Z_]+|\b(?:CDB|DBA)_\w+|\b[A-Z]+_[A-Z_]+\b|\b[\w-]+\.(?:cjs|cnf|toml|txt|log)\b|\bob_\w+|\b(?:chmod|mysql_config_editor|PEM|OSC \d+|PATH)\b|ALTER SYSTEM [A-Z ]+/g;

function namesIn(text: string): string[] {
  return [...new Set(text.match(names) ?? [])].sort();
}

type Node = Readonly<Record<string, unknown>>;

/** All words below a node of both languages, with the way to them. */
function pairs(en: Node, zh: Node, way: string): (readonly [string, string, string])[] {
  return Object.keys(en).flatMap(key => {
    const [one, other] = [en[key], zh[key]];
    const here = `${way}.${key}`;
    if (typeof one === 'object' && one !== null && !Array.isArray(one))
      return pairs(one as Node, other as Node, here);
    const [first, second] = [sentenceOf(one), sentenceOf(other)];
    return [[here, first ?? '', second ?? ''] as const];
  });
}

const rooms = [
  'usage',
  'settingsNotices',
  'options',
  'failures',
  'remarks',
  'faults',
  'command',
  'following',
  'notFound',
] as const;

describe.each(rooms)('the words of %s', room => {
  it('name the same options, variables, files and commands in both languages', () => {
    const all = pairs(english[room], chinese[room], room);
    expect(all.filter(([, en, zh]) => en === '' || zh === '')).toEqual([]);
    for (const [way, en, zh] of all) expect(namesIn(zh), `${way}: ${zh}`).toEqual(namesIn(en));
  });
});
