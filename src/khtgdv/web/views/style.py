"""What the page on the desk adds to the style sheet of the HTML reports, and its sign."""

STYLE = """
.desk .top{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;max-width:75rem;
margin:0 auto;padding:.6rem 1rem;border-bottom:1px solid var(--line)}
.top nav{flex:1 1 46rem;display:flex;flex-wrap:wrap;gap:.2rem .8rem}
.top nav details[open]{flex-basis:100%}
.top nav summary{cursor:pointer;padding:.3rem .2rem;color:var(--soft)}
.top nav ul{display:flex;flex-wrap:wrap;gap:.2rem .3rem;list-style:none;
margin:0;padding:0}
.top nav a{display:inline-block;padding:.3rem .55rem;border-radius:.4rem;color:var(--ink);
text-decoration:none}
.top nav a:hover{text-decoration:underline}
.top nav a[aria-current]{background:var(--head);font-weight:700;
box-shadow:inset 0 -2px var(--accent)}
.desk a{color:var(--link)}
.desk :is(.block,.figures,.contents) a{color:inherit}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.find{display:flex;gap:.3rem}.find input{width:17rem}
.desk input:not([type=checkbox],[type=radio]),.desk select,.desk textarea,.desk button{font:inherit;
color:var(--ink);
background:var(--paper);border:1px solid var(--edge);border-radius:.4rem;padding:.35rem .6rem;
max-width:100%}
.desk button{background:var(--firm);color:var(--on-firm);border-color:var(--firm);cursor:pointer;
font-weight:600}
.desk button.plain{background:none;color:var(--link);border:0;padding:0;font-weight:400;
text-decoration:underline}
.desk :is(input,select,textarea,button,summary,a):focus-visible{outline:3px solid var(--firm);
outline-offset:2px}
.choices{display:flex;flex-wrap:wrap;gap:.5rem .9rem;align-items:end;margin:.4rem 0 1rem}
.choices p{margin:0;display:flex;flex-direction:column}.choices label,.fields label{
color:var(--soft);font-size:.9rem}
.choices .do{flex-direction:row;gap:.8rem;align-items:center}
.choices input,.choices select,.find input{height:2.3rem}.choices input{width:10rem}
.choices select{max-width:16rem}
.about{font-size:1.1rem}.state{padding:.15rem .5rem;border-radius:.3rem}
.lines{white-space:pre-line}.around{display:flex;gap:1rem}
.take,.notes{color:var(--soft);font-size:.95rem}
.notes{border-left:4px solid var(--line);padding-left:.8rem;margin:1rem 0}
.trouble,.written{border-left:4px solid var(--late);background:var(--late-bg);
color:var(--late-ink);padding:.5rem .9rem;margin:.8rem 0;overflow-wrap:anywhere}
.written{border-color:var(--fill);background:var(--done-bg);color:var(--done-ink)}
.desk .end{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;justify-content:space-between;
border-top:1px solid var(--line);margin-top:2rem;font-size:.9rem}
.acts{display:grid;gap:.5rem;margin:.8rem 0 1.6rem;align-items:start;
grid-template-columns:repeat(auto-fill,minmax(16rem,1fr))}
.acts details[open]{grid-column:1/-1}
.acts details{border:1px solid var(--line);border-radius:.5rem;padding:.1rem .9rem}
.acts details[open]{padding-bottom:.8rem}
.acts summary{cursor:pointer;padding:.45rem 0;font-weight:600}
.fields{display:grid;gap:.6rem;max-width:36rem}
.fields p{margin:0;display:grid;gap:.15rem}.fields .help{color:var(--soft);font-size:.85rem}
.fields fieldset{border:1px solid var(--line);border-radius:.4rem;margin:0}
.fields .check{display:flex;gap:.5rem;align-items:baseline}.fields .check label{color:var(--ink)}
.fields button{justify-self:start}.fields textarea{min-height:5rem}
.diff{overflow-x:auto;font-size:.85rem;background:var(--head);
padding:.6rem}
@media (max-width:40rem){.desk .top{padding:.5rem .7rem}.find{width:100%}.find input{flex:1;
min-width:0}
.top nav{flex:1 1 100%;min-width:0;flex-wrap:nowrap}.top nav>ul{flex-wrap:nowrap;
overflow-x:auto;min-width:0}
.top nav:has(details[open]){flex-wrap:wrap}
.top nav summary,.top nav li{white-space:nowrap}
.top nav a{padding:.45rem .5rem}.choices input,.choices select{width:100%}
.choices p{flex:1 1 40%}}
@media print{.desk .top,.desk .end,.choices,.take,.acts,.contents,.notes form,.written form{
display:none}.desk a{color:inherit;text-decoration:none}}
:root{--link:#1f5a96;--edge:#7a8590;--on-firm:#fff}
@media (prefers-color-scheme:dark){:root{--link:#8fc1f5;--edge:#7f8a95;--on-firm:#0c1117}}
"""

ICON = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" \
fill="#a31621"/><path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" stroke-width="1.6"/></svg>
"""
