"""PDF: the same paper as Word's, set by typst, for those who only read and print.

Texts go in as JSON and come out as they are: nothing in them is typst's markup. Only the fonts that
typst carries are used, whatever the machine has: same input, same bytes everywhere. What its text
face has no letter for is spelt out, so that no second face and no empty box stands in a line.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from khtgdv.render.paper import DATE_LINE, MARGINS, PAGE_SIZE, SIGNATURE_HINT, sheets
from khtgdv.text import escape_sequence, nfc

if TYPE_CHECKING:
    from khtgdv.document.document import Document
    from khtgdv.render.formats import RenderOptions

# What the text face has; the tests read each of them back from a PDF.
FONT_CHARACTERS = (
    "\n -~\u00a0-\u024f\u0300-\u0343\u0345-\u034e\u0350-\u036f\u1e00-\u1eff\u2010-\u2026\u20ac"
)
_MISSING_GLYPH = re.compile(f"[^{FONT_CHARACTERS}]")


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a PDF file."""
    import typst

    data = {
        "title": document.title,
        "author": document.letterhead.agency,
        "page": PAGE_SIZE,
        "margins": MARGINS,
        "dated": DATE_LINE,
        "signed": SIGNATURE_HINT,
        "sheets": [asdict(sheet) for sheet in options.with_progress(sheets(document))],
    }
    pdf: bytes = typst.compile(
        _TEMPLATE.encode(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_spell_out(data), ensure_ascii=False)},
        timestamp=datetime.combine(document.position.as_of, time.min, UTC),
    )
    return pdf


def _spell_out(value: Any) -> Any:
    """Return a value with every text composed and its strange characters spelt out."""
    if isinstance(value, str):
        composed = nfc(value).replace("\t", " ")
        return _MISSING_GLYPH.sub(lambda match: escape_sequence(match[0]), composed)
    if isinstance(value, dict):
        return {key: _spell_out(item) for key, item in value.items()}
    return [_spell_out(item) for item in value] if isinstance(value, list | tuple) else value


_TEMPLATE = r"""
#let d = json(bytes(sys.inputs.data))
#let margins = (:)
#for (side, length) in d.margins { margins.insert(side, length * 1mm) }
#set document(title: d.title, author: if d.author == "" { () } else { d.author })
#set text(font: "Libertinus Serif", size: 12pt, lang: "vi", hyphenate: false, fallback: false,
  top-edge: "ascender", bottom-edge: "descender")
#set par(leading: 0.2em, spacing: 0.5em)
#set page(width: d.page.at(0) * 1mm, height: d.page.at(1) * 1mm, margin: margins,
  header: context {
    if counter(page).get().first() > 1 { align(center, counter(page).display("1")) }
  })
// A mark set together with its letter would be read back twice.
#show regex("\p{M}+"): it => text(features: ("kern",), it)
// A word that no column holds may be broken anywhere.
#show regex("\S{40,}"): it => it.text.clusters().chunks(10).map(part => box(part.join())).join()
#show heading: it => block(above: 10pt, below: 6pt, sticky: true,
  text(size: if it.level == 1 { 14pt } else { 13pt }, weight: "bold", it.body))

#let places = (left: left, center: center, right: right)
#let lines(text) = text.split("\n").join(linebreak())

#let inside(cell, bold) = {
  set text(fill: rgb("#" + cell.ink)) if cell.ink != ""
  set text(weight: "bold") if bold
  lines(cell.text)
  if cell.note != "" { linebreak(); text(size: 8pt, fill: rgb("#595959"), cell.note) }
}

#let cells(line, grid) = {
  if line.kind == "group" {
    return (table.cell(colspan: grid.widths.len(), breakable: false,
      strong(line.cells.first().text)),)
  }
  let head = line.kind == "head"
  // A row that no page holds has to be split after all.
  let long = line.cells.any(cell => cell.text.len() > 1800)
  line.cells.zip(grid.aligns).map(((cell, place)) => table.cell(
    align: if head { center + horizon } else { places.at(place) + top },
    fill: if cell.ground != "" { rgb("#" + cell.ground) } else if head { rgb("#f2f2f2") },
    breakable: long,
    inside(cell, line.kind != "row")))
}

#let draw(grid) = {
  set text(size: 10pt) if grid.small
  let head = grid.lines.filter(line => line.kind == "head")
  let rest = grid.lines.filter(line => line.kind != "head")
  let header = head.map(line => table.header(..cells(line, grid)))
  // A heading of a lower level stays with the row below it.
  let body(line) = if line.kind == "group" {
    (table.header(level: 2, repeat: false, ..cells(line, grid)),)
  } else { cells(line, grid) }
  table(columns: grid.widths.map(width => width * 1mm), inset: 4pt, stroke: 0.5pt,
    ..header, ..rest.map(body).flatten())
}

#let words(part) = {
  if part.kind == "sentence" { par(part.text) } else {
    heading(level: if part.kind == "section" { 2 } else { 3 }, part.text)
  }
}

#let top(sheet) = grid(columns: (52%, 48%), align: center,
  {
    for (number, name) in sheet.agency.enumerate() {
      if number == sheet.agency.len() - 1 { strong(name) } else { name }
      linebreak()
    }
    if sheet.agency.len() > 0 { "*" }
  },
  {
    for (number, line) in sheet.banner.enumerate() {
      if number == sheet.banner.len() - 1 { strong(underline(offset: 3pt, line)) }
      else { strong(line) }
      linebreak()
    }
    v(2pt)
    emph(d.dated)
  })

#let bottom(names) = block(breakable: false, above: 14pt, grid(
  columns: names.map(_ => 1fr), align: center,
  ..names.map(name => if name != "" { strong(name); linebreak(); emph(d.signed); v(18mm) })))

#for (number, sheet) in d.sheets.enumerate() {
  if number > 0 { pagebreak() }
  top(sheet)
  align(center, {
    heading(level: 1, sheet.title)
    for line in sheet.lines { emph(line); linebreak() }
    "-----"
  })
  for part in sheet.blocks {
    if "lines" in part { draw(part) } else { words(part) }
  }
  if sheet.signatures.len() > 0 { bottom(sheet.signatures) }
}
"""
