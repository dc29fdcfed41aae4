import { BASE_STYLE } from './base.js';

/** The matrix. Names stay visible while the rest scrolls. */
const TABLE_STYLE = `
.legend{margin:0 0 1rem}.legend>summary{font-size:.86rem}.legend>summary span{margin-left:.5rem}
.legend[open]{background:var(--sunk);border-radius:.6rem;padding:.5rem clamp(1rem,3vw,1.75rem) .5rem}
.legend dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13.5rem),1fr));gap:.6rem 1.75rem;margin:0 0 .8rem}
.legend dd{margin:.15rem 0 0;font-size:.82rem;color:var(--quiet);line-height:1.4}
.legend .notes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:0 1.75rem;border-top:1px solid var(--line);padding-top:.5rem}
.legend p{font-size:.86rem;line-height:1.5;margin:.25rem 0 .6rem}
.scroll:has(.matrix){max-height:88vh}
:is(main,.top,.foot):is(body:has(#matrix,.wide) *){max-width:112rem}
.matrix{font-size:.86rem;min-width:100%}
.matrix i{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
.matrix caption{position:absolute;left:-999rem}
.matrix th,.matrix td{padding:.3rem .5rem;text-align:left;border-bottom:1px solid var(--line);background:var(--raised);white-space:nowrap}
.matrix thead{position:sticky;top:0;z-index:2}
.matrix thead tr:first-child>th{vertical-align:bottom;padding-top:.6rem;border-bottom:0;height:5.4rem;white-space:normal;line-height:1.3;overflow-wrap:anywhere;min-width:6rem}
.matrix thead tr:nth-child(2)>th{font-weight:400;font-size:.78rem;color:var(--quiet)}
.matrix thead small{display:block;font-weight:400;color:var(--quiet);font-size:.72rem}
.matrix tr>:first-child:not(thead tr:nth-child(2)>*){position:sticky;left:0;z-index:1;white-space:normal;min-width:12rem;max-width:20rem}
.matrix thead tr:first-child>:first-child{z-index:3}
.matrix thead tr:first-child>th,.matrix thead tr:nth-child(2)>th,.matrix td{border-left:1px solid var(--line)}
.matrix .totals>tr>*{background:var(--raised)}.matrix .totals th{font-weight:600}.matrix tbody th small{font-weight:400;color:var(--quiet)}.matrix .totals small{color:var(--quiet);font-weight:400}
.matrix .totals td{vertical-align:top}.matrix .totals b{display:block;font-weight:400;font-variant-numeric:tabular-nums}
.matrix.dense{font-size:.78rem}.matrix.dense th,.matrix.dense td{padding:.22rem .2rem}
.matrix.dense :is(.c,.d,.s,.i,.o,.n,.x){font-size:.72rem}.matrix.dense :is(.c,.d,.s,.i,.o,.n)::before{margin-right:.15em}
.matrix.dense thead tr:first-child>th{min-width:3.2rem;max-width:9rem;font-size:.72rem;height:7rem;overflow-wrap:break-word}.matrix.dense thead small{font-size:.66rem}
.matrix.dense thead tr:nth-child(2)>th{font-size:.68rem}
.matrix.dense tr>:first-child:not(thead tr:nth-child(2)>*){min-width:9rem;max-width:11rem;padding-left:.5rem}
.matrix .section th{position:sticky;left:0;font:600 1.1rem var(--serif);padding-top:1.1rem}
.matrix .section td{border-left:0}
.matrix .suite>*{background:var(--sunk);font-weight:600}
.matrix .suite .title{display:inline-block;position:sticky;left:.5rem}
.matrix .suite small,.matrix .case small{font-weight:400;color:var(--quiet);font-size:.78rem}
.matrix .case th{font-weight:400;padding-left:1.9rem}.matrix .case small{display:block;font-family:var(--mono)}
.matrix td a{text-decoration:none;font-variant-numeric:tabular-nums;display:block;margin:-.3rem -.5rem;padding:.3rem .5rem}
.matrix.dense td a{margin:-.22rem -.2rem;padding:.22rem .2rem}
.matrix td a:hover{text-decoration:underline}
.matrix td:has(.c){background:var(--c-bg)}.matrix td:has(.d){background:var(--d-bg)}.matrix td:has(.s){background:var(--s-bg)}.matrix td:has(.i){background:var(--i-bg)}
.matrix .totals td{background:var(--raised)!important}
.matrix td span.c,.matrix td span.d,.matrix td span.s,.matrix td span.i{padding:0}
.matrix.plain thead>tr>*{height:auto!important;padding-top:.5rem!important;border-left:0!important}
.fold{font:inherit;width:1.5rem;height:1.5rem;margin-right:.35rem;border:1px solid var(--line);border-radius:.3rem;background:var(--raised);color:var(--ink);cursor:pointer;line-height:1;padding:0}
.fold::before{content:"+"}.fold[aria-expanded=true]::before{content:"\\2212"}
@media (max-width:40rem){.matrix.dense thead tr:first-child>th{min-width:4.6rem}.matrix tr>:first-child:not(thead tr:nth-child(2)>*),.matrix.dense tr>:first-child:not(thead tr:nth-child(2)>*){min-width:7.5rem;max-width:7.5rem}.matrix .case th{padding-left:.7rem}}
@media print{.scroll:has(.matrix){max-height:none}.matrix thead>tr>*,.matrix tr>:first-child{position:static!important}.matrix{font-size:7.5pt}.matrix th,.matrix td{padding:.15rem .3rem}}
`;

/** The style sheets of a page with tables. */
export const MATRIX_STYLES: readonly string[] = [BASE_STYLE, TABLE_STYLE];
