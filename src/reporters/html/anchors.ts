import { slugOf } from '../../matrix/model/slug.js';

/** The anchor of a case under a spec. */
export function caseAnchor(spec: string, id: string): string {
  return `case-${slugOf(spec)}-${slugOf(id, 100)}`;
}
