import { optionName } from './flags.ts';
import { UsageError } from './usage-error.ts';

/**
 * Who logs in. `raw` is what the server is sent, unchanged: an observer and ODP split it by their own
 * rules. The parts are for display and messages; null is what the name does not say (OceanBase then takes
 * tenant sys, ODP its default cluster).
 */
export interface UserName {
  readonly raw: string;
  readonly user: string;
  readonly tenant: string | null;
  readonly cluster: string | null;
}

type Parts = Omit<UserName, 'raw'>;

/** ODP's older form: `cluster:tenant:user`, with the cluster's id at the end or not. */
const colonForm = /^(?<cluster>[^:@#]+):(?<tenant>[^:@#]+):(?<user>[^:@#]+)(?::\d+)?$/;
/** `user@tenant`, `user@tenant#cluster`, `user@tenant#cluster:cluster_id`; a bare user. */
const atForm = /^(?<user>[^@]+)(?:@(?<tenant>[^#]+)(?:#(?<cluster>[^:]+)(?::\d+)?)?)?$/;

/**
 * Reads a user name in any form OceanBase and ODP take. Throws a UsageError for one with an empty part
 * (`@sys`, `root@`, `root@sys#`).
 */
export function parseUserName(raw: string): UserName {
  const parts = (colonForm.exec(raw) ?? atForm.exec(raw))?.groups as Partial<Parts> | undefined;
  if (parts?.user === undefined) {
    throw new UsageError({ id: 'wrong_user_name', option: optionName('user') });
  }
  return { raw, user: parts.user, tenant: parts.tenant ?? null, cluster: parts.cluster ?? null };
}
