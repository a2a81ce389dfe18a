//! The page's style. Categories are Okabe and Ito's colours, darkened on white and lightened on black until text size stands out; every one
//! has its own dashes, too. XML: no < and no & here.
#include "host/report/page.hpp"

namespace gs::report {

char const* const style_sheet = R"css(
:root{--back:#fff;--text:#1a2128;--muted:#55616c;--faint:#d3d9de;--grid:#e6eaed;--tile:#f5f7f8;--accent:#0072b2;--good:#00694c;--bad:#a83f00;
--inside:#fff;--mark:#b87400;--s0:#0072b2;--s1:#b87400;--s2:#00795a;--s3:#c04a00;--s4:#a34a7e;--s5:#6f6600;--s6:#4a5fc1;--s7:#5a6671}
@media screen and (prefers-color-scheme:dark){:root{--back:#12161a;--text:#e8ecef;--muted:#a3aeb8;--faint:#3a444d;--grid:#262e36;--tile:#1a2027;
--accent:#6cc0f0;--good:#43c9a0;--bad:#f59058;--inside:#0f1317;--mark:#e6b832;--s0:#56b4e9;--s1:#e69f00;--s2:#2fbf94;--s3:#f0803c;--s4:#dd93bd;--s5:#d9cd3a;
--s6:#9db2ff;--s7:#a3aeb8}}
*{box-sizing:border-box}
html{background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",Arial,sans-serif;-webkit-text-size-adjust:100%}
body{max-width:1008px;margin:0 auto;padding:24px 24px 48px}
header{border-bottom:2px solid var(--accent);margin-bottom:12px}
.brand{margin:0;color:var(--accent);font-weight:600;font-size:13px;letter-spacing:.04em}
h1{font-size:28px;line-height:1.2;margin:2px 0 12px}
h2{font-size:20px;line-height:1.3;margin:36px 0 10px;padding-top:6px;border-top:1px solid var(--faint)}
h3{font-size:16px;margin:22px 0 6px}
p{margin:6px 0 10px;max-width:112ch}
.muted,.note{color:var(--muted)}
.note{font-size:13px}
.warn{border-left:4px solid var(--mark);padding:6px 12px;background:var(--tile);max-width:none}
a{color:var(--accent)}
nav ol{display:flex;flex-wrap:wrap;gap:2px 18px;list-style:none;margin:0 0 8px;padding:0;font-size:13px}
ul{padding-left:22px;margin:6px 0 10px}
li{margin:3px 0}
ul.findings{list-style:none;padding:0}
ul.findings li{display:flex;gap:10px;padding:7px 12px;margin:6px 0;background:var(--tile);border-left:4px solid var(--faint);max-width:none}
ul.findings li.better{border-color:var(--good)}
ul.findings li.worse{border-color:var(--bad)}
ul.findings b{flex:0 0 4em}
li.better b,td.better{color:var(--good)}
li.worse b,td.worse{color:var(--bad)}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:13px;line-height:1.4;min-width:min(100%,440px);margin:4px 0 12px}
caption{text-align:left;color:var(--muted);padding:4px 0}
th,td{text-align:left;vertical-align:top;padding:3px 10px 3px 0;border-bottom:1px solid var(--grid);font-weight:400}
thead th{font-weight:600;color:var(--muted);border-bottom:1px solid var(--faint);vertical-align:bottom}
tr.group th{font-weight:600;padding-top:12px;border-bottom:1px solid var(--faint)}
.n{text-align:right;font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
.mono{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:12px;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;font-size:13px;margin:6px 0}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
.grid{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:20px 20px;align-items:end}
.grid.three{grid-template-columns:repeat(3,minmax(0,1fr))}
figure{margin:0;min-width:0;break-inside:avoid}
figure.wide,.grid .wide{grid-column:1/-1}
figcaption{font-size:14px;font-weight:600;margin:4px 0 6px;min-height:1.4em}
details{font-size:13px;margin:2px 0}
summary{cursor:pointer;color:var(--accent)}
footer{margin-top:40px;border-top:1px solid var(--faint);color:var(--muted);font-size:12px;overflow-wrap:anywhere}
svg{display:block;width:100%;height:auto;overflow:hidden}
svg text{font-size:12px;fill:var(--text);font-variant-numeric:tabular-nums lining-nums}
svg .tick,svg .unit{fill:var(--muted)}
svg .unit{font-size:11.5px}
svg .head{font-weight:600}
svg .crisp{shape-rendering:crispEdges}
svg .mid{text-anchor:middle}
svg .end{text-anchor:end}
svg .marked{fill:var(--mark);font-size:11px;paint-order:stroke;stroke:var(--back);stroke-width:3px;stroke-linejoin:round}
svg .value{paint-order:stroke;stroke:var(--back);stroke-width:3px;stroke-linejoin:round}
svg .inside{fill:var(--inside);font-weight:600}
svg .on-dark{fill:#fff}
svg .on-light{fill:#10151a}
.grid line,svg .grid{stroke:var(--grid);stroke-width:1}
svg .zero{stroke:var(--muted);stroke-width:1}
svg .ring{fill:none;stroke:var(--grid)}
svg .rule{stroke:var(--mark);stroke-width:1.5;stroke-dasharray:6 4}
svg .mark{fill:var(--mark);fill-opacity:.16}
svg .began{stroke:var(--mark);stroke-opacity:.6}
svg .missing{fill:var(--tile);stroke:var(--faint);stroke-dasharray:3 2}
.s0{--c:var(--s0)}.s1{--c:var(--s1)}.s2{--c:var(--s2)}.s3{--c:var(--s3)}.s4{--c:var(--s4)}.s5{--c:var(--s5)}.s6{--c:var(--s6)}.s7{--c:var(--s7)}
svg .line{fill:none;stroke:var(--c);stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
svg .line.s1{stroke-dasharray:7 4}svg .line.s2{stroke-dasharray:2 4}svg .line.s3{stroke-dasharray:10 3 2 3}svg .line.s4{stroke-dasharray:14 4}
svg .line.s5{stroke-dasharray:4 3}svg .line.s6{stroke-dasharray:1 3}svg .line.s7{stroke-dasharray:12 3 2 3 2 3}
svg .whisker{stroke:var(--c);stroke-width:1.2;fill:none}
svg .dot{fill:var(--c);stroke:var(--back);stroke-width:1}
svg .hollow{fill:var(--back);stroke:currentColor;stroke-width:1.8}
svg .bar,svg .part,svg .area{fill:var(--c);stroke:var(--back);stroke-width:1}
svg .area{stroke-width:.6}
svg .web{fill:var(--c);fill-opacity:.13;stroke:var(--c);stroke-width:2}
svg .web.s1{stroke-dasharray:7 4}svg .web.s2{stroke-dasharray:2 4}svg .web.s3{stroke-dasharray:10 3 2 3}
svg .effect{stroke-width:2;stroke:currentColor;fill:currentColor}
svg .better{color:var(--good)}svg .worse{color:var(--bad)}svg .different{color:var(--accent)}svg .unclear{color:var(--muted)}
svg .effect.hollow{fill:var(--back)}
svg .interval{stroke:var(--text);stroke-width:2}
@media screen and (max-width:760px){.grid,.grid.three{grid-template-columns:minmax(0,1fr)}body{padding:14px}}
@page{size:A4;margin:14mm 13mm}
@media print{html{font-size:12px;background:#fff}.note,table,dl,details{font-size:10.5px}figcaption{font-size:12px}h1{font-size:22px}h2{font-size:16px}h3{font-size:13px}body{max-width:none;padding:0}nav,summary{display:none}h2,h3{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}
section{break-inside:auto}svg,rect,path,polygon{-webkit-print-color-adjust:exact;print-color-adjust:exact}.scroll{overflow:visible}}
)css";

}  // namespace gs::report
