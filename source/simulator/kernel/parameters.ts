import type { Traits } from '../releases.ts';
import type { Row } from '../store.ts';
import { servers } from './comments.ts';
import type { TenantSpec } from './tenants.ts';

/** Rows of GV$OB_PARAMETERS: the parameters of each tenant that bear on its backups, one row a server. */
export function parameterRows(
  tenants: readonly TenantSpec[],
  traits: Traits,
): { tenantId: number; row: Row }[] {
  return tenants.flatMap(({ id, archiveLagTarget }) => {
    const parameters = [
      {
        name: 'backup_data_file_size',
        type: 'CAPACITY',
        value: '4G',
        byDefault: '4G',
        info: 'backup data file size',
      },
      ...(traits.archiveLagTarget
        ? [
            {
              name: 'archive_lag_target',
              type: 'TIME',
              value: `${archiveLagTarget}s`,
              byDefault: '120s',
              info: 'The target for the lag time of log archiving',
            },
          ]
        : []),
    ];
    return parameters.flatMap(({ name, type, value, byDefault, info }) =>
      servers.map(({ ip, port }, i) => ({
        tenantId: id,
        row: {
          SVR_IP: ip,
          SVR_PORT: port,
          ZONE: `zone${i + 1}`,
          SCOPE: 'TENANT',
          TENANT_ID: id,
          NAME: name,
          DATA_TYPE: type,
          VALUE: value,
          INFO: info,
          SECTION: 'TENANT',
          EDIT_LEVEL: 'DYNAMIC_EFFECTIVE',
          DEFAULT_VALUE: byDefault,
          ISDEFAULT: value === byDefault ? 'YES' : 'NO',
        },
      })),
    );
  });
}
