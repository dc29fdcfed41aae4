/** Type, colour and the frame of every page. The contrast of text is at least 4.5:1 in both schemes. */
export const BASE_STYLE = `
:root{color-scheme:light dark;
--paper:#fdfcf9;--raised:#fff;--ink:#1c1b19;--quiet:#5d5a54;--line:#e2ded5;--link:#1f4f8f;--sunk:#f5f2ec;
--c:#17603a;--c-bg:#e5f3ea;--d:#a1121f;--d-bg:#fce8e8;--s:#7d4a00;--s-bg:#fcf0d9;--i:#4b4a86;--i-bg:#ecebf8;--o:#5d5a54;
--sans:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;
--serif:"Iowan Old Style","Palatino Linotype","Source Serif 4","Noto Serif","Liberation Serif",Georgia,serif;
--mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{
--paper:#15161a;--raised:#1c1e23;--ink:#e9e6df;--quiet:#a5a29b;--line:#34363d;--link:#9cc3f5;--sunk:#1f2127;
--c:#7fd6a3;--c-bg:#163424;--d:#ff9d9d;--d-bg:#451b1f;--s:#f3c37a;--s-bg:#3d2c10;--i:#bdbbf5;--i-bg:#2a2a4a;--o:#a5a29b}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 var(--sans);overflow-wrap:break-word}
main,.top,.foot{max-width:76rem;margin:0 auto;padding:0 clamp(1rem,4vw,2.5rem)}
.top{display:flex;flex-wrap:wrap;gap:.25rem 2rem;align-items:baseline;padding-block:1.1rem;border-bottom:1px solid var(--line)}
.brand{font:600 1.05rem/1.3 var(--serif);color:var(--ink);text-decoration:none}
.top nav{display:flex;flex-wrap:wrap;gap:.2rem 1.25rem;font-size:.9rem}
.top nav a{color:var(--quiet);text-decoration:none;padding-block:.2rem}
.top nav a:hover,.top nav [aria-current]{color:var(--ink);box-shadow:inset 0 -2px var(--ink)}
.foot{margin-top:4rem;padding-block:1.25rem 2.5rem;border-top:1px solid var(--line);font-size:.85rem;color:var(--quiet)}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--raised);padding:.4rem .8rem;z-index:9}
h1{font:600 clamp(1.7rem,4.2vw,2.5rem)/1.15 var(--serif);letter-spacing:-.012em;margin:2rem 0 .75rem;text-wrap:balance}
h2{font:600 1.35rem/1.3 var(--serif);margin:2.75rem 0 .75rem}
h3{font-size:1.02rem;line-height:1.4;margin:0 0 .4rem}
h4{font-size:.8rem;letter-spacing:.06em;text-transform:uppercase;color:var(--quiet);margin:1.6rem 0 .4rem}
h1 small,h2 small,h3 small{font:400 .62em var(--sans);color:var(--quiet)}h3 small{font-size:.85em}
p{margin:.5rem 0 .9rem;max-width:46rem}
.lead{font-size:1.08rem;color:var(--quiet)}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:.06em}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
code,pre{font:.86em/1.55 var(--mono)}
.quiet{color:var(--quiet);font-size:.9rem}
.warning{background:var(--s-bg);color:var(--s);padding:.55rem .9rem;border-radius:.4rem}
.warning a{color:inherit}
blockquote{margin:.4rem 0;padding-left:1rem;border-left:3px solid var(--line);font:1.05rem/1.5 var(--serif);max-width:46rem}
blockquote.lines{white-space:pre-wrap;font:.86rem/1.5 var(--mono);overflow-wrap:anywhere}
.documented{margin:.6rem 0}.documented figcaption{font-size:.88rem;margin-top:.3rem}
.crumbs ol{display:flex;flex-wrap:wrap;list-style:none;gap:.3rem;margin:1.25rem 0 -1rem;padding:0;font-size:.88rem}
.crumbs li::after{content:" /";color:var(--quiet)}
.c,.d,.s,.i,.o,.n,.x{font-size:.86rem;white-space:nowrap;color:var(--o)}
.c::before,.d::before,.s::before,.i::before,.o::before,.n::before{font-weight:700;margin-right:.35em}
.c{color:var(--c)}.c::before{content:"\\2713";content:"\\2713" / ""}
.d{color:var(--d)}.d::before{content:"\\2717";content:"\\2717" / ""}
.s{color:var(--s)}.s::before{content:"\\25B3";content:"\\25B3" / ""}
.i{color:var(--i)}.i::before{content:"?";content:"?" / ""}
.o::before{content:"\\2013";content:"\\2013" / ""}
.n::before{content:"\\00B7";content:"\\00B7" / ""}
span.c,span.d,span.s,span.i{padding:.1rem .5rem;border-radius:.3rem}
span.c{background:var(--c-bg)}span.d{background:var(--d-bg)}span.s{background:var(--s-bg)}span.i{background:var(--i-bg)}
.level{font-size:.75rem;font-weight:600;padding:.08rem .5rem;border-radius:1rem;border:1px solid currentcolor}
.level.must{color:var(--d)}.level.should{color:var(--s)}.level.note{color:var(--quiet)}
.spec{font-size:.85rem;color:var(--quiet)}
.stale{display:inline-block;font-size:.75rem;font-weight:600;color:var(--s);background:var(--s-bg);padding:0 .4rem;border-radius:.25rem;margin-left:.4em}
.tools{display:flex;flex-wrap:wrap;gap:.7rem 1.25rem;align-items:center;margin:0 0 1rem;font-size:.9rem}
.tools[hidden],[hidden]{display:none!important}
.tools label{display:flex;gap:.5rem;align-items:center;color:var(--quiet);max-width:100%}
input[type=search],select{font:inherit;color:var(--ink);background:var(--raised);border:1px solid var(--quiet);border-radius:.35rem;padding:.3rem .55rem;min-width:0;max-width:100%}
output{color:var(--quiet)}
.scroll{position:relative;overflow:auto;border:1px solid var(--line);border-radius:.5rem;background:var(--raised)}
table{border-collapse:separate;border-spacing:0}
.number{font-variant-numeric:tabular-nums;white-space:nowrap}
.counts{list-style:none;padding:0;margin:.5rem 0;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}
.counts li{white-space:normal}.counts b{font-variant-numeric:tabular-nums}
.runs,.divergences,.claims{list-style:none;padding:0;margin:0}
.runs>li,.divergences>li,.claims>li{padding:.8rem 0;border-top:1px solid var(--line)}
.runs h2{margin:.2rem 0}.runs p,.divergences p,.claims p{margin:.2rem 0;max-width:none}
:target{scroll-margin-top:1rem;box-shadow:-4px 0 var(--link)}
.here{color:var(--quiet);font-weight:400;padding:0 .25em}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:0 3rem}
.pair h2{margin-top:1.5rem}
details>summary{cursor:pointer;color:var(--quiet);margin:.5rem 0}
.needs dt{font-weight:600;font-size:.92rem}.needs dd{margin:0 0 .7rem;color:var(--quiet);font-size:.88rem}
.history{width:100%;max-width:26rem;height:auto;display:block}
.history text{font:11px var(--sans);fill:var(--quiet)}
.bar-c{fill:var(--c)}.bar-d{fill:var(--d)}.bar-s{fill:var(--s)}.bar-i{fill:var(--i)}
.list{width:100%;font-size:.9rem}.list th,.list td{text-align:left;vertical-align:top;padding:.5rem .75rem;border-bottom:1px solid var(--line)}
.list thead th{position:sticky;top:0;background:var(--raised);font-size:.8rem;color:var(--quiet)}
.list small{display:block;color:var(--quiet);font-size:.8rem;overflow-wrap:anywhere}
.list tr:last-child>*{border-bottom:0}
.list .title{min-width:16rem}
@media (max-width:40rem){.tools{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.5rem .8rem;align-items:end}.tools label:not(.check){flex-direction:column;align-items:stretch;gap:.1rem}.lead{font-size:1rem}
.list:has(td.title) thead{position:absolute;clip-path:inset(50%)}.list:has(td.title) :is(tbody,tr,td){display:block;min-width:0}.list:has(td.title) tr{padding:.5rem 0;border-bottom:1px solid var(--line)}.list:has(td.title) td{border:0;padding:.1rem .75rem}}
@media print{:root{--paper:#fff;--raised:#fff}body{font-size:10pt}.top nav,.tools,.skip,.crumbs,.fold,.copy-button{display:none!important}.scroll{overflow:visible;border:0}a{color:inherit}main,.top,.foot{max-width:none;padding:0}tr,article,li{break-inside:avoid}}
`;
