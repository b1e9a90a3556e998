import type { Random } from './random.ts';

/** Text of the kernel's error codes, as ob_strerror gives it. */
const texts: Readonly<Record<number, string>> = {
  [-4012]: 'Timeout',
  [-4016]: 'Internal error',
  [-4018]: 'Entry not exist',
  [-4023]: 'Try again',
  [-4072]: 'Task canceled',
  [-4184]: 'Server out of disk space',
  [-4554]: 'rebalance task not in progress on observer',
  [-9003]: 'IO error',
  [-9036]: 'backup is in progress',
  [-9040]: 'backup can not start',
  [-9086]: 'wait checkpoint timeout',
};

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
  return `${result}(${texts[result] ?? 'Unknown error'})`;
}

/** COMMENT where a log stream's task failed on a server. */
export function serverComment(
  lsId: number,
  server: Server,
  module: string,
  result: number,
  trace: string,
): string {
  return `(SERVER)ls_id: ${lsId}, addr: ${server.ip}:${server.port}, module: ${module}, result: ${reason(result)}, trace_id: ${trace}`;
}

/** COMMENT where the root service ended the job. */
export function rootserviceComment(result: number, trace: string): string {
  return `(ROOTSERVICE)addr: ${rootserver.ip}:${rootserver.port}, result: ${reason(result)}, trace_id: ${trace}`;
}
