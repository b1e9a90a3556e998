import { errorText } from './error-texts.ts';
import type { Random } from './random.ts';

export interface Server {
  ip: string;
  port: number;
}

/** The servers of the simulated cluster; port 2882 is RPC. */
export const servers: readonly Server[] = [
  { ip: '10.0.0.5', port: 2882 },
  { ip: '10.0.0.6', port: 2882 },
  { ip: '10.0.0.7', port: 2882 },
];

/** The server the root service runs on. */
export const rootserver: Server = { ip: '10.0.0.5', port: 2882 };

/** A trace id in the kernel's format. */
export function traceId(random: Random): string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => random.whole(0, 15).toString(16).toUpperCase()).join('');
  return `YB42${'0A0000'}${hex(2)}-0006${hex(12)}-0-0`;
}

function reason(result: number): string {
  return `${result}(${errorText(result)})`;
}

/** COMMENT of a log stream's failed attempt, and of the job that ends by it (ObHAResultInfo::get_comment_str). */
export function serverComment(
  lsId: number,
  server: Server,
  module: string,
  result: number,
  trace: string,
): string {
  return `(SERVER)ls_id: ${lsId}, addr: ${server.ip}:${server.port}, module: ${module}, result: ${reason(result)}, trace_id: ${trace}`;
}

/** COMMENT of a job that the root service itself ended. */
export function rootserviceComment(result: number, trace: string): string {
  return `(ROOTSERVICE)addr: ${rootserver.ip}:${rootserver.port}, result: ${reason(result)}, trace_id: ${trace}`;
}
