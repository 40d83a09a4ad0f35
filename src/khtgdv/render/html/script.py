"""The page's one script: rows are picked by department, month, state and figure.

Its digest stands in the page's policy, so that nothing else runs. Without it the page is whole:
links lead to the tables that hold their rows, and there are no lists to pick from.
"""

SCRIPT = """
"use strict";
(() => {
  const form = document.getElementById("loc");
  if (!form) return;
  const told = document.getElementById("dang-xem"), clear = document.getElementById("bo-loc");
  const lists = [...form.querySelectorAll("select")];
  const rows = [...document.querySelectorAll("tr[data-r]")];
  const total = new Set(rows.map((row) => row.dataset.r)).size;
  let figure = "", figureWords = "";
  const isWanted = (row, wanted) => wanted.every(
    ([key, value]) => !value || row.dataset[key].split(" ").includes(value));
  const hideEmpty = (outer, inner) => {
    for (const place of document.querySelectorAll(outer)) {
      const parts = [...place.querySelectorAll(inner)];
      place.hidden = parts.length > 0 && parts.every((part) => part.hidden);
    }
  };
  const hideHeadings = () => {
    for (const heading of document.querySelectorAll("tr.section")) {
      let row = heading.nextElementSibling;
      while (row && row.hidden) row = row.nextElementSibling;
      heading.hidden = !row || row.className === "section";
    }
  };
  const pick = () => {
    const wanted = [...lists.map((list) => [list.name, list.value]), ["f", figure]];
    for (const row of rows) row.hidden = !isWanted(row, wanted);
    hideHeadings();
    hideEmpty(".block", "tr[data-r]");
    hideEmpty(".part", ".block");
    hideEmpty("article", ".part");
    const words = lists.filter((list) => list.value).map((list) => list.selectedOptions[0].text);
    if (figure) words.push(figureWords);
    const shown = new Set(rows.filter((row) => !row.hidden).map((row) => row.dataset.r)).size;
    const count = `Đang xem ${shown} trên ${total} dòng`;
    told.textContent = words.length ? `${count}: ${words.join("; ")}` : "";
    clear.hidden = !words.length;
  };
  const reset = (department = "", newFigure = "", words = "") => {
    for (const list of lists) list.value = list.name === "d" ? department : "";
    [figure, figureWords] = [newFigure, words];
    pick();
  };
  form.hidden = false;
  form.addEventListener("change", pick);
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => { reset(); told.focus({preventScroll: true}); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-f]");
    if (!link) return;
    reset(link.dataset.d, link.dataset.f, link.dataset.w);
    const row = document.querySelector(`article${link.hash} tr[data-r]:not([hidden])`);
    if (!row) return;
    event.preventDefault();
    row.closest(".block").scrollIntoView();
    row.closest(".block").focus({preventScroll: true});
  });
  window.addEventListener("pageshow", pick);
})();
"""
