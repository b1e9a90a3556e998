/**
 * Where a server listens, as it is written for people: `host:port`, an IPv6 address in brackets with its zone.
 * @param port null where it is not known
 */
export function addressText(host: string, port: number | bigint | null): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port ?? ''}`;
}
