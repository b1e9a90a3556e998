// The completions of the shells, made from the table of options: static, as starting the program at each Tab would take
// a tenth of a second. What options do is there in both languages, and the shell takes one by the locale as the program does;
// Chinese only in UTF-8, which the files are in.
import { allFlags, type Flag } from '../source/settings/flags.ts';
import { scenarios } from '../source/simulator/index.ts';
import { type Words, wordsOf } from '../source/text/words.ts';
import { chinese } from '../source/text/zh/index.ts';

type Descriptions = Words['options']['descriptions'];

const { descriptions: english } = wordsOf('en').options;
const { descriptions: inChinese } = chinese.options;

/** What a shell completes the value of an option with. */
type Values =
  | { readonly kind: 'none' | 'files' | 'hosts' | 'commands' }
  | { readonly kind: 'choices'; readonly choices: readonly string[] };

const byArgument: Readonly<Record<string, Values>> = {
  FILE: { kind: 'files' },
  PATH: { kind: 'files' },
  HOST: { kind: 'hosts' },
  CMD: { kind: 'commands' },
};

function valuesOf({ name, argument, choices }: Flag): Values {
  if (choices !== undefined) return { kind: 'choices', choices };
  if (name === 'scenario') return { kind: 'choices', choices: scenarios.map(scenario => scenario.name) };
  return byArgument[argument ?? ''] ?? { kind: 'none' };
}

function spellingsOf({ name, short }: Flag): readonly string[] {
  return short === null ? [`--${name}`] : [`-${short}`, `--${name}`];
}

const header = 'Made from the table of options of ob-backup-top.';
const withValue = allFlags.filter(({ argument }) => argument !== null);

const bashReplies: Readonly<Record<Values['kind'], string>> = {
  none: 'return',
  files:
    'compopt -o filenames 2>/dev/null\n      mapfile -t COMPREPLY < <(compgen -f -- "$cur")\n      return',
  hosts: 'mapfile -t COMPREPLY < <(compgen -A hostname -- "$cur")\n      return',
  commands: 'mapfile -t COMPREPLY < <(compgen -c -- "$cur")\n      return',
  choices: '',
};

function bashCase(flag: Flag): string {
  const values = valuesOf(flag);
  const reply =
    values.kind === 'choices'
      ? `mapfile -t COMPREPLY < <(compgen -W '${values.choices.join(' ')}' -- "$cur")\n      return`
      : bashReplies[values.kind];
  const patterns = spellingsOf(flag).map(word => word.replace('?', '\\?'));
  return `    ${patterns.join(' | ')})\n      ${reply}\n      ;;`;
}

/** For bash 4 and later, without the package bash-completion. Bash takes `=` for a word of its own. */
export function bashCompletion(): string {
  return `# ${header}
_ob_backup_top() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}"
  COMPREPLY=()
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]]; then
    prev="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  case "$prev" in
${withValue.map(bashCase).join('\n')}
  esac
  mapfile -t COMPREPLY < <(compgen -W '${allFlags.map(({ name }) => `--${name}`).join(' ')}' -- "$cur")
}
complete -F _ob_backup_top ob-backup-top
`;
}

/** As a text in single quotes of zsh, within a specification of _arguments. */
function inZsh(text: string): string {
  return text.replaceAll("'", "'\\''").replace(/[[\]:\\]/g, '\\$&');
}

const zshActions: Readonly<Record<Values['kind'], string>> = {
  none: ' ',
  files: '_files',
  hosts: '_hosts',
  commands: '_cmdstring',
  choices: '',
};

function zshArgument(flag: Flag, descriptions: Descriptions): string {
  const { name, argument } = flag;
  const values = valuesOf(flag);
  const spellings = spellingsOf(flag).map(word => word.replace('?', '\\?'));
  const text = `[${inZsh(descriptions[flag.name])}]`;
  const action = values.kind === 'choices' ? `(${values.choices.join(' ')})` : zshActions[values.kind];
  const value = argument === null ? '' : `:${inZsh(argument)}:${action}`;
  const [short] = spellings.length > 1 ? spellings : [];
  const ends = argument === null ? ['', ''] : ['+', '='];
  const group = short === undefined ? '' : `'(${spellings.join(' ')})'`;
  const words =
    short === undefined ? `'--${name}${ends[1]}` : `${group}{${short}${ends[0]},--${name}${ends[1]}}'`;
  return `      ${words}${text}${value}'`;
}

function zshArguments(descriptions: Descriptions): string {
  return allFlags.map(flag => zshArgument(flag, descriptions)).join('\n');
}

/** The completion for zsh, in both languages. */
export function zshCompletion(): string {
  return `#compdef ob-backup-top
# ${header}
_ob_backup_top() {
  local language="\${LC_ALL:-\${LC_MESSAGES:-$LANG}}" charset="\${LC_ALL:-\${LC_CTYPE:-$LANG}}"
  local -a arguments
  if [[ $language == zh* && \${(L)charset} == *utf*8* ]]; then
    arguments=(
${zshArguments(inChinese)}
    )
  else
    arguments=(
${zshArguments(english)}
    )
  fi
  _arguments -s -S $arguments
}
if [ "$funcstack[1]" = "_ob_backup_top" ] || [ "$funcstack[1]" = "_ob-backup-top" ]; then
  _ob_backup_top "$@"
else
  compdef _ob_backup_top ob-backup-top
fi
`;
}

function inFish(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}

function fishLine(flag: Flag, descriptions: Descriptions): string {
  const { name, short, argument } = flag;
  const values = valuesOf(flag);
  const how: Readonly<Record<Values['kind'], string>> = {
    none: '-x',
    files: '-r -F',
    hosts: "-x -a '(__fish_print_hostnames)'",
    commands: "-x -a '(__fish_complete_subcommand)'",
    choices: values.kind === 'choices' ? `-x -a ${inFish(values.choices.join(' '))}` : '',
  };
  return [
    '    complete -c ob-backup-top',
    ...(short === null ? [] : [`-s ${inFish(short)}`]),
    `-l ${name}`,
    ...(argument === null ? [] : [how[values.kind]]),
    `-d ${inFish(descriptions[flag.name])}`,
  ].join(' ');
}

function fishLines(descriptions: Descriptions): string {
  return allFlags.map(flag => fishLine(flag, descriptions)).join('\n');
}

/** In a function, which keeps its variables out of the shell; it is erased at the end. */
export function fishCompletion(): string {
  return `# ${header}
function __ob_backup_top_complete
    for language in "$LC_ALL" "$LC_MESSAGES" "$LANG"
        test -n "$language"; and break
    end
    for charset in "$LC_ALL" "$LC_CTYPE" "$LANG"
        test -n "$charset"; and break
    end
    complete -c ob-backup-top -f
    if string match -q 'zh*' -- "$language"; and string match -qi '*utf*8*' -- "$charset"
${fishLines(inChinese)}
    else
${fishLines(english)}
    end
end
__ob_backup_top_complete
functions -e __ob_backup_top_complete
`;
}
