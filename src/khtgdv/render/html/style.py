"""The style sheet of pages: light and dark, for a phone, a screen, paper."""

STYLE_SHEET = """
:root{--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d5dbe1;--head:#eef2f6;--accent:#a31621;
--fill:#2f6f4f;--track:#e3e8ed;--firm:#2c6aa8;--loose:#9db7d1;--done:#2f6f4f;--void:#b9c0c7;--late:#c62828;--now:#a31621;
--late-bg:#fde3e3;--late-ink:#8f1414;--soon-bg:#fff2c2;--soon-ink:#5c4300;--done-bg:#dcf3e3;
--done-ink:#14532d;--h1:#fff3c4;--h2:#ffe08a;--h3:#ffc25c;--h4:#f79b4b;--hot:#1b1f24}
@media (prefers-color-scheme:dark){:root{--paper:#14171b;--ink:#e8ebee;--soft:#a9b3bd;
--line:#363d45;--head:#20252b;--accent:#ff9a9a;--fill:#5fbf8c;--track:#2c333a;--firm:#6aa9e6;
--loose:#41607f;--done:#5fbf8c;--void:#59616a;--late:#ff7b7b;--now:#ff9a9a;--late-bg:#4a1d1d;--late-ink:#ffc9c9;
--soon-bg:#453611;--soon-ink:#ffe49a;--done-bg:#173a27;--done-ink:#b4ecc9;
--h1:#3b3315;--h2:#5c4a12;--h3:#80590f;--h4:#a8590c;--hot:#fff}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
main,.end{max-width:75rem;margin:0 auto;padding:1rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);
color:var(--ink);padding:.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0}
h2{font-size:1.15rem;margin:2rem 0 .6rem;border-bottom:2px solid var(--accent);
padding-bottom:.2rem}
h3{font-size:1rem;margin:1.4rem 0 .5rem}
p{margin:.3rem 0}.agency,.told,.sum,.end{color:var(--soft)}.agency{font-weight:600}
.sum{font-size:.95rem}
.contents ul,.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;
margin:.6rem 0}
.contents a,.pick select,.picked button{color:var(--ink)}
.contents li,.legend li{display:flex;align-items:center}.contents a{padding:.2rem 0}
.pick{display:flex;flex-wrap:wrap;gap:.5rem 1rem;margin:.6rem 0;color:var(--soft);
font-size:.9rem}
.pick label{display:flex;flex-direction:column;flex:1 1 9rem;max-width:18rem}
.pick select,.picked button{font:inherit;background:var(--paper);border:1px solid var(--soft);
border-radius:.3rem;padding:.35rem .5rem;max-width:100%}
.picked{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;align-items:center;
gap:.2rem 1rem;background:var(--paper)}
.picked p{font-weight:600;margin:.5rem 0}.picked p:empty{margin:0}
.block,.part,article{scroll-margin-top:4.5rem}
.block:focus,.part:focus,article:focus,.picked p:focus{outline:0}
.block:focus-visible,.part:focus-visible{outline:2px solid var(--firm);outline-offset:.4rem}
.block a,.figures a{color:inherit;text-decoration-thickness:1px;text-underline-offset:.2em}
.block a:hover{text-decoration-thickness:2px}
.k-heat a{display:block;margin:-.35rem -.4rem;padding:.35rem .4rem}
.wide{overflow-x:auto}
.wide:focus-visible,a:focus-visible,select:focus-visible,button:focus-visible{
outline:3px solid var(--firm);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:.4rem .6rem;border-bottom:1px solid var(--line);text-align:left;
vertical-align:top}
thead th{background:var(--head);vertical-align:bottom}
tbody th{font-weight:600;position:sticky;left:0;background:var(--paper)}
tfoot td,tfoot th{font-weight:700;border-top:2px solid var(--ink)}
.right{text-align:right;font-variant-numeric:tabular-nums}
.k-long{min-width:20rem;overflow-wrap:anywhere}.k-text{min-width:8rem;overflow-wrap:anywhere}
.k-line{min-width:16rem;font-size:.9rem;overflow-wrap:anywhere}
.k-id,.k-code,.k-date,.k-number,.k-heat{white-space:nowrap}td.k-date{white-space:normal}
.k-state{min-width:10.5rem}.k-day{width:13%;min-width:4.9rem}
.k-bar,.k-share{min-width:6.5rem}.k-span{min-width:24rem;width:40%}
.matrix td,.matrix th{padding:.35rem .4rem}.matrix .k-heat{text-align:center}
.heat-1{background:var(--h1)}.heat-2{background:var(--h2)}.heat-3{background:var(--h3)}
.heat-4{background:var(--h4)}.heat-1,.heat-2,.heat-3,.heat-4{color:var(--hot)}
.tone-late{background:var(--late-bg);color:var(--late-ink);font-weight:600}
.tone-soon{background:var(--soon-bg);color:var(--soon-ink)}
.tone-done{background:var(--done-bg);color:var(--done-ink)}
.tone-quiet,.tone-off{color:var(--soft)}.tone-now{font-weight:700}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.7rem;
margin:1rem 0}
.figures div{border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;
display:flex;flex-direction:column-reverse;justify-content:flex-end}
.figures dd{margin:0;font-size:1.25rem;font-weight:700;line-height:1.2}
.figures dt{color:var(--soft);font-size:.85rem}
.figures .main{background:var(--head);order:-1}.figures .main dd{font-size:2.1rem}
.record{border:1px solid var(--line);border-radius:.5rem;padding:.4rem .9rem;margin:0 0 1rem}
.record div{display:grid;grid-template-columns:12rem 1fr;gap:.8rem;padding:.25rem 0}
.record dt{color:var(--soft)}.record dd{margin:0;overflow-wrap:anywhere}
.meter{display:block;width:100%;min-width:5rem;height:.5rem;margin:.35rem 0 .15rem}
.track{fill:var(--track)}.fill{fill:var(--fill)}
.axis{display:block;width:100%;height:1.3rem;overflow:visible}
.axis text{fill:var(--soft);font-size:.78rem;font-weight:400}
.bar{display:block;width:100%;height:1.3rem}
.legend{color:var(--soft);font-size:.85rem}
.sign{width:1.8rem;height:1rem;margin-right:.4rem;flex:none}
.month{fill:var(--line)}.firm{fill:var(--firm)}.loose{fill:var(--loose)}.late{fill:var(--late)}
.done{fill:var(--done)}.void{fill:var(--void)}.now{fill:var(--now)}
.extended{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:3 2}
@media (max-width:40rem){main{padding:.7rem}h1{font-size:1.3rem}
.figures{grid-template-columns:repeat(2,1fr)}.k-long{min-width:15rem}
.k-day{min-width:3rem;padding:.3rem .1rem}td.k-day{font-size:.68rem}
.record div{grid-template-columns:1fr;gap:0}}
@media screen and (max-width:40rem){
.cards,.cards tbody,.cards thead,.cards thead tr{display:block}
.cards thead th{display:none}
.cards thead .k-span{display:block;font-size:0;background:none;padding:0 .6rem}
.cards tbody tr{display:grid;grid-template-columns:auto minmax(min-content,1fr) fit-content(55%);
gap:.2rem .6rem;border:1px solid var(--line);border-radius:.5rem;padding:.5rem .6rem;
margin:0 0 .6rem}
.cards th,.cards td{grid-column:1/-1;min-width:0;width:auto;padding:0;border:0;position:static;
text-align:left;white-space:normal;overflow-wrap:anywhere}
.cards .k-id{grid-area:1/1;white-space:nowrap}.cards .deadline{grid-area:1/2;overflow-wrap:normal}
.cards .k-state{grid-area:1/3;padding:0 .4rem;border-radius:.3rem}
.cards .empty:not(.k-span){display:none}
.cards [data-t]::before{content:attr(data-t) ": ";color:var(--soft)}
.cards .section{display:block;border:0;padding:.4rem 0 0}
.contents ul{flex-wrap:nowrap;overflow-x:auto;white-space:nowrap}.contents a{padding:.5rem 0}
.pick label{flex-basis:40%}.pick select,.picked button{min-height:2.5rem}
.picked{flex-wrap:nowrap;font-size:.9rem}.picked p{flex:1}.picked button{flex:none}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#333;--line:#999;--head:#eee;--accent:#000;
font-size:10px}
@page{size:A4 landscape;margin:12mm}
main,.end{max-width:none;padding:0}.skip,.contents,.pick,.picked button{display:none}
.r-workload .part+.part{display:none}
.picked{position:static}.picked:has(p:empty){display:none}
.block a{text-decoration:none}.axis text{font-size:7.5pt}
.legend{margin:.3rem 0}.wide{overflow:visible}
body{font-size:9pt;line-height:1.3;-webkit-print-color-adjust:exact;print-color-adjust:exact}
table{font-size:8.5pt}th,td,.matrix td,.matrix th{padding:.2rem .5rem}
thead{display:table-header-group}tr,.figures div,.record{break-inside:avoid}
h1,h2,h3,thead{break-after:avoid}tbody tr:first-child{break-before:avoid}
article+article{break-before:page}
.k-long,.k-line,.k-span,.k-text{min-width:0}tbody th{position:static}
.k-state{white-space:nowrap;min-width:0}
.k-line{width:45%;font-size:7.5pt;line-height:1.2}.bar{height:1.2rem}
.k-bar .meter,.k-share .meter{display:inline-block;width:9rem;margin:0 .7rem 0 0}
.figures{grid-template-columns:repeat(8,1fr);gap:.5rem;margin:.6rem 0}
.figures div{padding:.3rem .6rem}.figures dd{font-size:11pt}.figures dt{font-size:7.5pt}
.figures .main dd{font-size:15pt}.figures .meter{min-width:0;width:100%;display:block}
h2{margin:1.4rem 0 .5rem}h3{margin:1rem 0 .4rem}}
"""
