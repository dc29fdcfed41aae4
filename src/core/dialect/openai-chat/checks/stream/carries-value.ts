import type { Json } from '../../../../model/json.js';

/** Whether a member of a delta carries anything: no null, no empty text, no empty list or object. */
export function carriesValue(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false) return false;
  return typeof value === 'object' ? Object.keys(value).length > 0 : true;
}
