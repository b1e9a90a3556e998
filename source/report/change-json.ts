import { storedName, sysTenantId } from '../backup/tenant.ts';
import type { SeenChange } from '../watch/change-log.ts';
import { isoInstant, type Json, jsonText, wholeNumber } from './json-values.ts';

/** The name as the server stored it: JSON escapes what a terminal must not see. */
function tenantName({ tenant, tenantId }: SeenChange): string | null {
  if (tenant === null) return tenantId === sysTenantId ? 'sys' : null;
  return storedName(tenant);
}

function number(value: bigint | null): Json {
  return value === null ? null : wholeNumber(value.toString());
}

/** A change as one JSON object, with its line end. schema/change.schema.json describes it. */
export function changeJson(change: SeenChange): string {
  const document: Json = {
    kind: change.kind,
    at: isoInstant(change.at),
    seen_at: isoInstant(change.seenAt),
    tenant_id: number(change.tenantId),
    tenant_name: tenantName(change),
    job_id: number(change.job?.jobId ?? null),
    type: change.type === '' ? null : change.type,
    result: number(change.result),
    seconds: change.seconds === null ? null : Math.floor(change.seconds),
  };
  return `${jsonText(document)}\n`;
}
