import { BASE_STYLE } from '../../matrix/style/base.js';
import { EVIDENCE_STYLE } from '../../matrix/style/evidence.js';
import { slugOf } from '../../matrix/model/slug.js';

/** The style of `report.html`: that of the site, and what only the report has. */
export const STYLE = `${BASE_STYLE}${EVIDENCE_STYLE}
main{padding-bottom:4rem}
.further{display:block}.card h3{overflow-wrap:anywhere}.card p{overflow-wrap:anywhere}
.outcome{font-weight:600;padding:.6rem .9rem;border-left:.35rem solid var(--c);background:var(--sunk);max-width:none}.outcome.bad{border-color:var(--d)}
.counted{font-size:.92rem}.counted th,.counted td{text-align:left;padding:.3rem .8rem;border-bottom:1px solid var(--line)}.counted .n{text-align:right;font-variant-numeric:tabular-nums}
@media (max-width:40rem){.counted,.list{font-size:.8rem}.counted th,.counted td,.list th,.list td{padding:.35rem .3rem}
.counted :is(.c,.d,.s,.i,.o,.n,code),.list code{white-space:normal;overflow-wrap:anywhere}.list code{font-size:.74rem}.list .ms{display:none}}
`;

/** The anchor of a case under a spec. */
export function caseAnchor(spec: string, id: string): string {
  return `case-${slugOf(spec)}-${slugOf(id, 100)}`;
}
