import { storedName, sysTenantId } from '../backup/tenant.ts';
import { changeText } from '../presentation/change-text.ts';
import { makeTheme } from '../presentation/theme.ts';
import { inZone } from '../text/time.ts';
import type { Words } from '../text/words.ts';
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

/**
 * A change as one JSON object, with its line end. schema/change.schema.json describes it.
 * @param words of its sentence; all else is the same in every language
 */
export function changeJson(change: SeenChange, words: Words): string {
  const theme = makeTheme({ ascii: false, colour: false, words, zone: inZone('UTC') });
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
    text: changeText(change, theme),
  };
  return `${jsonText(document)}\n`;
}
