import { readFileSync } from 'node:fs';
import { release, totalmem } from 'node:os';
import { remarkText } from '../presentation/error-text.ts';
import { configText } from '../settings/print-config.ts';
import type { ReadSettings } from '../settings/read-settings.ts';
import { addressText } from '../text/address.ts';
import { sanitise } from '../text/sanitise.ts';
import type { Words } from '../text/words.ts';
import { build, platformText, runtimeText } from './build.ts';
import { connectSettings } from './connect.ts';
import { endingOf } from './exit-status.ts';

/** Variables that decide how the program draws and which language it speaks. None holds a secret. */
const telling = [
  ...[
    'TERM',
    'COLORTERM',
    'TERM_PROGRAM',
    'TERM_PROGRAM_VERSION',
    'TMUX',
    'STY',
    'SSH_TTY',
    'NO_COLOR',
    'FORCE_COLOR',
  ],
  ...['LC_ALL', 'LC_CTYPE', 'LC_MESSAGES', 'LANG', 'TZ'],
] as const;

/** The distribution by its own name; the kernel's release alone where it does not say. */
function systemName(): string {
  const kernel = `${process.platform} ${release()}`;
  try {
    const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    return name ? `${name}, ${kernel}` : kernel;
  } catch {
    return kernel;
  }
}

function terminalLines(words: Words['debug']): readonly string[] {
  const { stdout } = process;
  const size = stdout.isTTY
    ? words.size(stdout.columns, stdout.rows, stdout.getColorDepth())
    : words.notATerminal;
  const variables = telling.map(name => `${name}=${process.env[name] ?? words.notSet}`);
  const zone = words.local(Intl.DateTimeFormat().resolvedOptions().timeZone);
  return [size, zone, ...variables];
}

/** What the cluster is and what of its views was found, or why that could not be found out. */
async function clusterLines(read: ReadSettings, words: Words): Promise<readonly string[]> {
  try {
    const { foundViews } = await import('../oceanbase/found-views.ts');
    const { server, views } = await foundViews(await connectSettings(read.settings, words));
    const { versionText, mode, sees, tenantName, tls, capabilities } = server;
    const where = addressText(server.host, server.port);
    return [
      `${server.user}, ${where}, ${versionText}, ${mode}, ${sees} (${tenantName}), TLS ${tls}`,
      Object.entries(capabilities)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
      ...server.remarks.map(remark => remarkText(remark, words)),
      ...views.flatMap(({ name, columns, remark }) => [
        columns === null ? words.debug.unreadable(name) : words.debug.columns(name, columns),
        ...(remark === null ? [] : [remarkText(remark, words)]),
      ]),
    ];
  } catch (error) {
    return [endingOf(error, words).message ?? ''];
  }
}

/** What `--debug-info` prints: all that a bug report needs. It connects to the cluster, and prints the reason if it cannot. */
export async function debugInfo(read: ReadSettings, words: Words): Promise<string> {
  const { version, commit } = build;
  const { debug } = words;
  const runtime = runtimeText();
  const block = (title: string, lines: readonly string[]) =>
    `${title}\n${lines.map(line => `  ${sanitise(line)}\n`).join('')}\n`;
  const memory = `${Math.round(totalmem() / 2 ** 20)} MiB`;
  return [
    `${debug.privacy}\n\n`,
    block(debug.program, [words.versionLine({ version, commit, runtime, platform: platformText() })]),
    block(debug.system, [systemName(), memory]),
    block(debug.terminal, terminalLines(debug)),
    `${configText(read, process.env, words.config)}\n`,
    block(debug.cluster, await clusterLines(read, words)),
  ].join('');
}
