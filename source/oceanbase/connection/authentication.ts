import type { Connection } from 'mysql2';
import { sanitise } from '../../text/sanitise.ts';

/**
 * The only plugin that OceanBase logs in with, through ODP too. It never sends the password, only a hash of it
 * mixed with the server's random bytes.
 */
const nativePassword = 'mysql_native_password';

/** Plugins of mysql2 that can hand the password itself to the server: in clear inside TLS, or for the server's own key. */
const revealing = ['caching_sha2_password', 'sha256_password', 'mysql_clear_password'] as const;

/** mysql2's handshake, which it does not declare. */
interface Handshake {
  readonly handshake?: { readonly authPluginName?: string };
  sendCredentials?(connection: unknown): void;
  emit(event: 'error', error: Error): void;
}

/** The code of the failure where a server asks for the password in a way that is refused. */
export const refusedPluginCode = 'AUTH_PLUGIN_REFUSED';

function refusal(plugin: string): Error {
  return Object.assign(new Error(sanitise(plugin)), { code: refusedPluginCode, fatal: true });
}

/**
 * What mysql2 is given so that it refuses a switch to another plugin in the middle of the login; empty where the
 * server's certificate was verified, for then the password goes to the right one.
 */
export function refusedPlugins(verified: boolean) {
  if (verified) return {};
  const refuse = (plugin: string) => () => () => {
    throw refusal(plugin);
  };
  return { authPlugins: Object.fromEntries(revealing.map(plugin => [plugin, refuse(plugin)])) };
}

/**
 * Refuses a server whose greeting names another plugin before anything of the login is sent. To be called on a
 * connection just made. Fails closed: a driver that works in another way connects nowhere.
 */
export function guardGreeting(connection: Connection): void {
  const login = (connection as unknown as { _command?: Handshake })._command;
  const send = login?.sendCredentials;
  if (login === undefined || send === undefined) throw new Error('mysql2 has no login that can be guarded');
  login.sendCredentials = function guarded(this: Handshake, to) {
    const plugin = this.handshake?.authPluginName || nativePassword;
    if (plugin === nativePassword) send.call(this, to);
    else this.emit('error', refusal(plugin));
  };
}
