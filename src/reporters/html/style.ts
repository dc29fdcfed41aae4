/** The style of `report.html`. Colours hold 4.5:1 against their ground in both schemes. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1c1b19;--quiet:#5d5a54;--line:#e2ded5;--link:#1f4f8f;--sunk:#f5f2ec;--good:#17603a;--bad:#a1121f;--warn:#7d4a00;--doubt:#4b4a86}
@media (prefers-color-scheme:dark){:root{--paper:#15161a;--ink:#e9e6df;--quiet:#a5a29b;--line:#34363d;--link:#9cc3f5;--sunk:#1f2127;--good:#7fd6a3;--bad:#ff9d9d;--warn:#f3c37a;--doubt:#bdbbf5}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:68rem;padding:1rem clamp(1rem,4vw,2.5rem) 4rem;background:var(--paper);color:var(--ink);font:16px/1.55 ui-sans-serif,system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:1.2rem 0 .4rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}h3{font-size:1rem;margin:0 0 .3rem}
p{margin:.35rem 0}a{color:var(--link)}
code,pre{font:.88em/1.5 ui-monospace,monospace}pre{background:var(--sunk);padding:.7rem .9rem;overflow:auto}
.quiet{color:var(--quiet);font-size:.9rem}
.verdict{font-weight:600;padding:.6rem .9rem;border-left:.35rem solid var(--good);background:var(--sunk)}.verdict.bad{border-color:var(--bad)}
.scroll{overflow:auto;margin:.8rem 0}table{border-collapse:collapse;font-size:.92rem;min-width:30rem}
th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line);overflow-wrap:normal}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.conforms{color:var(--good)}.diverges{color:var(--bad)}.inconclusive,.notRun{color:var(--doubt)}
article{border-top:1px solid var(--line);padding:.9rem 0}
.must{color:var(--bad)}.should{color:var(--warn)}.note{color:var(--quiet)}
blockquote{white-space:pre-wrap;margin:.4rem 0;padding-left:.9rem;border-left:3px solid var(--line)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.4rem 0;font-size:.92rem}dt{color:var(--quiet)}dd{margin:0}
summary{cursor:pointer}
@media print{body{max-width:none}}
`;
