import { BASE_STYLE } from './base.js';

/** Requests and responses, chunk by chunk, and the cards of findings. */
export const EVIDENCE_STYLE = `
.verdict h2{display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:baseline;margin-top:2rem}
.card{border:1px solid var(--line);border-left:4px solid var(--quiet);border-radius:.4rem;background:var(--raised);padding:.9rem 1.2rem .5rem;margin:1rem 0}
.card.must{border-left-color:var(--d)}.card.should{border-left-color:var(--s)}
.versus{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:.4rem 1.5rem;margin:.6rem 0}
.versus dt{font-size:.78rem;color:var(--quiet)}.versus dd{margin:0;font:.88rem/1.5 var(--mono);overflow-wrap:anywhere}
.exchange{border:1px solid var(--line);border-radius:.6rem;background:var(--raised);padding:1.2rem clamp(.9rem,3vw,1.6rem);margin:1.25rem 0}
.start-line code{overflow-wrap:anywhere}
.headers{list-style:none;padding:0;margin:.3rem 0 .8rem}.headers li{font-size:.92rem;overflow-wrap:anywhere}.headers b{font-weight:400;color:var(--quiet)}
.lines,.copy{background:var(--sunk);border-radius:.4rem;padding:.75rem 1rem;margin:.4rem 0;overflow:auto;max-height:34rem;font-size:.82rem}
.copy{white-space:pre-wrap;overflow-wrap:anywhere}
.copy-button{float:right;font:inherit;font-size:.82rem;margin:.4rem;border:1px solid var(--line);border-radius:.3rem;background:var(--raised);color:var(--ink);cursor:pointer;padding:.15rem .6rem}
mark{background:var(--d-bg);color:var(--d);display:block;width:max-content;min-width:100%}mark.should{background:var(--s-bg);color:var(--s)}mark.note{background:none;color:inherit;text-decoration:underline dotted}
mark a{color:inherit;margin-left:1.5ch;font-style:italic}
.diverging{box-shadow:-3px 0 var(--d);border-radius:.3rem;padding:.15rem .5rem}
.marked{margin-left:.8ch;font-size:.85rem;color:var(--d)}
.time-line{width:100%;height:auto;max-height:4.5rem;display:block;margin:.5rem 0}
.time-line path{fill:none;stroke:var(--quiet)}.time-line .axis{stroke:var(--line)}.time-line .ticks{stroke-width:1.5}.time-line .marked{stroke:var(--d);stroke-width:3}
.time-line text{font:11px var(--sans);fill:var(--quiet)}
.events{list-style:none;padding:0;margin:.3rem 0;border-top:1px solid var(--line)}
.events li{display:flex;flex-wrap:wrap;gap:.2rem .9rem;padding:.28rem .2rem;border-bottom:1px solid var(--line);align-items:baseline}
.events code{flex:1;min-width:min(100%,16rem);overflow-wrap:anywhere;font-size:.79rem}
.events .lines{flex:1 1 100%}.events .diverging{padding:.4rem .6rem}
.events .at{flex:none;width:7rem;font-size:.8rem;color:var(--quiet);font-variant-numeric:tabular-nums;display:flex;justify-content:space-between}
.events .at b{color:var(--ink)}
.event-name{font-size:.8rem;color:var(--s)}.gap{color:var(--quiet);font-size:.85rem}
.end{font-size:.9rem;color:var(--quiet);max-width:none}
@media print{.lines,.copy{max-height:none;overflow:visible;white-space:pre-wrap}details.curl{display:none}}
`;

/** The style sheets of a page with evidence. */
export const EVIDENCE_STYLES: readonly string[] = [BASE_STYLE, EVIDENCE_STYLE];
