import type { Remark } from '../../backup/remark.ts';
import type { Instant } from '../../backup/row.ts';
import type { Mode, Server } from '../../backup/server.ts';
import { sanitise } from '../../text/sanitise.ts';
import { connect } from '../connection/connection.ts';
import type { ConnectSettings } from '../connection/driver-options.ts';
import { type ConnectionLabel, toSourceError } from '../connection/errors.ts';
import type { KnownPeer } from '../connection/known-peer.ts';
import type { ServerLink } from '../connection/link.ts';
import { SessionReset, tag, UnexpectedAnswer } from '../statement/statement.ts';
import { tasks } from '../views/tasks.ts';
import type { Family, ServerView } from '../views/view.ts';
import {
  askMode,
  chooseFamily,
  type Identity,
  identify,
  type TryQuery,
  tenantOfUser,
  tryQueryOn,
} from './identity.ts';
import { onlyInSys, type Probe, probe, probeView, remarkOn, remarkOnColumns } from './probe.ts';
import type { Session } from './session.ts';
import { parseVersion, totalsAreReal } from './version.ts';

/** Names of UTC that a server may give back for what was set. */
const utc = /^(?:[+-]?0?0:00|UTC|GMT|Z)$/i;

const readOnly = 'SESSION TRANSACTION READ ONLY';

/**
 * Times in UTC, and nothing may be written: the server refuses writes of this session (error 1792). A server
 * that does not know the second is no reason to stop, for this program sends no writes.
 * @returns whether the server has taken the second
 */
async function prepare(link: ServerLink, tryQuery: TryQuery, mode: Mode): Promise<boolean> {
  const set = (what: string) => `SET ${tag('session')} ${what}`;
  if (mode === 'ORACLE') return (await tryQuery(set(readOnly))) !== null;
  const both = await tryQuery(set("time_zone = '+00:00', SESSION tx_read_only = 1"));
  if (both !== null) return true;
  await link.query(set("time_zone = '+00:00'"));
  return (await tryQuery(set(readOnly))) !== null;
}

/**
 * The settings that each answer is then held against; null where the server does not report them, and in an Oracle tenant,
 * whose times are text in UTC+8 whatever the session says.
 * @param isReadOnly whether the server has said that it is
 * @throws SessionReset where what was set is not so a moment later
 * @throws UnexpectedAnswer where the server says anything else
 */
function settingsOf({ settings }: Identity, isReadOnly: boolean): string | null {
  if (settings === null) return null;
  const [, zone = '', state] = /^(\S+) ([01])$/.exec(settings) ?? [];
  if (state === undefined) throw new UnexpectedAnswer();
  if (!utc.test(zone) || (isReadOnly && state !== '1')) throw new SessionReset();
  return settings;
}

/**
 * Logs in and finds out where we are.
 * @param peer what earlier connections of this program showed of the server
 * @param signal breaks it off
 * @throws SourceError cannot_connect, login_refused, views_missing, views_unreadable and what may happen on the way
 */
export async function openSession(
  settings: ConnectSettings,
  label: ConnectionLabel,
  peer: KnownPeer,
  signal: AbortSignal,
): Promise<Session> {
  const link = await connect(settings, label, peer, signal);
  const breakOff = () => link.cut(signal.reason);
  signal.addEventListener('abort', breakOff);
  try {
    const tryQuery = tryQueryOn(link, label);
    const mode = await askMode(tryQuery);
    const isReadOnly = await prepare(link, tryQuery, mode);
    const identity = await identify(tryQuery, mode);
    const setTo = settingsOf(identity, isReadOnly);
    // Whatever the server is and allows, it knows the time; one that says OK to everything cannot.
    if (identity.clock === null) throw new UnexpectedAnswer();
    const { clock } = identity;
    const family = await chooseFamily(link, label, mode, identity.tenantId);
    const found = await probe(link, tryQuery, family, label);
    return {
      link,
      family,
      shapes: found.shapes,
      ...(setTo === null ? {} : { settings: setTo }),
      server: describe(settings, link, peer, mode, family, { ...identity, clock }, found),
      reach: onceEach(async view => {
        if (found.shapes.has(view)) return null;
        if (view.names[family] === null) return onlyInSys(view);
        const shape = await probeView(link, view, family, label);
        if (!('columns' in shape)) return remarkOn(view, shape, family);
        const lack = remarkOnColumns(view, shape, family);
        if (lack === null) found.shapes.set(view, shape);
        return lack;
      }),
    };
  } catch (thrown) {
    const error = toSourceError(thrown, label, 'reading');
    await link.close();
    throw error;
  } finally {
    signal.removeEventListener('abort', breakOff);
  }
}

/** Asks about each view until there is an answer, and then gives that. */
function onceEach(
  ask: (view: ServerView) => Promise<Remark | null>,
): (view: ServerView) => Promise<Remark | null> {
  const answers = new Map<ServerView, Remark | null>();
  return async view => {
    const had = answers.get(view);
    if (had !== undefined) return had;
    const answer = await ask(view);
    answers.set(view, answer);
    return answer;
  };
}

function describe(
  settings: ConnectSettings,
  link: ServerLink,
  peer: KnownPeer,
  mode: Mode,
  family: Family,
  identity: Identity & { readonly clock: Instant },
  found: Probe,
): Server {
  const ofTasks = new Set(found.shapes.get(tasks)?.columns.map(column => column.name));
  const version = identity.versionText === null ? null : parseVersion(identity.versionText);
  const inView = ofTasks.has('DATA_PROGRESS');
  // In sys the column came together with real totals; in a user tenant it came later, so the version decides.
  const real = family === 'sys' ? inView : totalsAreReal(inView, version);
  return {
    host: settings.socket ?? settings.host,
    port: settings.port,
    user: sanitise(settings.user),
    versionText:
      version === null
        ? sanitise(identity.versionText ?? 'unknown version')
        : `OceanBase ${version.join('.')}`,
    version,
    mode,
    sees: family === 'sys' ? 'all_tenants' : 'own_tenant',
    tenantId: identity.tenantId,
    tenantName: sanitise(identity.tenantName ?? tenantOfUser(settings.user)),
    tls: link.tls,
    certificateChanged: peer.certificateChanged,
    capabilities: {
      totalsAreReal: real,
      logFilesAreCounted: ofTasks.has('LOG_FILE_COUNT'),
      dataProgressIs: inView ? 'in_view' : real ? 'computed' : 'unknowable',
    },
    clock: identity.clock,
    remarks: [
      ...(peer.certificateChanged ? [{ id: 'certificate_changed' } as const] : []),
      ...[...found.refusals].map(([view, refusal]) => remarkOn(view, refusal, family)),
    ],
  };
}
