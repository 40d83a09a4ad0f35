"""What typst makes a PDF of: the sheets of paper.py come in as JSON, nothing in them is markup."""

from khtgdv.render.pdf_upright import UPRIGHT_TEMPLATE

PACKED_FAMILY = "Libertinus Serif"  # that typst carries
# What the faces have, in every weight that the paper uses; the tests read each back from a PDF.
FONT_CHARACTERS = (
    "\n -~\u00a0-\u024f\u0300-\u0343\u0345-\u034e\u0350-\u036f"
    "\u0391-\u03a1\u03a3-\u03ce\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u2030-\u2037"
    "\u2039-\u203e\u2042\u2044\u2047-\u204b\u20ac"
)
SIGN_CHARACTERS = (
    "\u2070\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20ab\u20ad-\u20b5\u20b8-\u20ba\u20bd\u20bf"
    "\u2100-\u2125\u2127-\u2129\u212c-\u2151\u2153-\u2184\u2189\u2190-\u2246\u2248-\u22ab\u22ad-\u22e9\u22ee-\u2328\u232b-\u23ff\u2422"
    "\u2423\u2460-\u262f\u2638-\u268b\u2690-\u269c\u26a0-\u26a5\u26aa-\u26ae\u26b0-\u26b2"
    "\u2701-\u2704\u2706-\u2709\u270c-\u2727\u2729-\u274b\u274d\u274f-\u2752\u2756"
    "\u2758-\u275e\u2761-\u2775\u2794\u2798-\u27af\u27b1-\u27be"
)

TEMPLATE = rf"""
#let signs = regex("[{SIGN_CHARACTERS}]+")"""  # a pattern of the characters themselves
TEMPLATE += r"""
#let d = json(bytes(sys.inputs.data))
#let margins = (:)
#for (side, length) in d.margins { margins.insert(side, length * 1mm) }
#set document(title: d.title, author: if d.author == "" { () } else { d.author })
#set text(font: (d.family, "Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern Math"),
  size: d.size * 1pt, lang: "vi", hyphenate: false, fallback: false,
  top-edge: 0.8em, bottom-edge: -0.2em)
// Lines as far apart as Word's single ones.
#set par(leading: 0.15em, spacing: 0.4em)
#set page(width: d.page.at(0) * 1mm, height: d.page.at(1) * 1mm, margin: margins,
  // The number stands 10 mm below the edge, as in Word.
  header-ascent: 4.8mm,
  header: context {
    // Each sheet is numbered from 1; its first page does not say so.
    let starts = query(<sheet-start>).map(start => start.location().page())
    let number = here().page() - starts.filter(start => start <= here().page()).last() + 1
    if number > 1 { align(center, text(size: d.label_size * 1pt)[#number]) }
  })
#let sheet-start = [#metadata(none) <sheet-start>]
// A mark set together with its letter would be read back twice.
#show regex("\p{M}+"): it => text(features: ("kern",), it)
// Signs have no slanted form.
#show signs: set text(style: "normal")
// A word that no column holds may be broken where it is marked, any other nowhere.
#show regex("\S*\u{e000}\S*"): it => it.text.split("\u{e000}").map(part => box(part)).join()
#show regex("[^\s\u{e000}]+[-/–][^\s\u{e000}]*"): it => box(it)
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

// typst remembers a call by its arguments: a whole table among them would be hashed for each row.
#let cells(line, aligns) = {
  if line.kind == "group" {
    return (table.cell(colspan: aligns.len(), breakable: false,
      strong(line.cells.first().text)),)
  }
  let head = line.kind == "head"
  line.cells.zip(aligns).map(((cell, place)) => table.cell(
    align: if head { center + horizon } else { places.at(place) + top },
    fill: if cell.ground != "" { rgb("#" + cell.ground) } else if head { rgb("#f2f2f2") },
    breakable: line.tall,
    inside(cell, line.kind != "row")))
}

// What stands below a table and is kept with its last row is a row too, without lines around it.
#let draw(grid, end: none) = {
  set text(size: grid.size * 1pt)
  let head = grid.lines.filter(line => line.kind == "head")
  let rest = grid.lines.filter(line => line.kind != "head")
  let header = head.map(line => table.header(..cells(line, grid.aligns)))
  // A heading of a lower level stays with the row below it.
  let body(number, line) = if line.kind == "group" {
    (table.header(level: 2, repeat: false, ..cells(line, grid.aligns)),)
  } else if end != none and number == rest.len() - 1 and not line.tall {
    (table.header(level: 3, repeat: false, ..cells(line, grid.aligns)),)
  } else { cells(line, grid.aligns) }
  let last = if end != none {
    (table.cell(colspan: grid.aligns.len(), breakable: false, inset: 0pt,
      stroke: (top: 0.5pt, rest: none), text(size: d.size * 1pt, end)),)
  }
  table(columns: grid.widths.map(width => width * 1mm), inset: (x: 4pt, y: 2.8pt), stroke: 0.5pt,
    ..header, ..rest.enumerate().map(((n, line)) => body(n, line)).flatten(), ..last)
}

#let words(part) = {
  if part.kind == "sentence" { par(part.text) } else {
    heading(level: if part.kind == "section" { 2 } else { 3 }, part.text)
  }
}

#let block-of(part) = if "lines" in part { draw(part) } else { words(part) }

#let mark(text, rule) = {
  if rule > 0 { block(above: 4pt, below: 5pt, line(length: rule * 1mm, stroke: 0.75pt)) }
  else if text == "" { v(6pt) }
  else { text }
}

#let top(sheet) = grid(columns: (52%, 48%), align: center,
  {
    for (number, name) in sheet.agency.enumerate() {
      if number == sheet.agency.len() - 1 { strong(name) } else { name }
      linebreak()
    }
    mark(sheet.agency_mark, sheet.agency_rule)
  },
  {
    for (number, line) in sheet.banner.enumerate() {
      if number == sheet.banner.len() - 1 and sheet.banner_rule == 0 {
        strong(underline(offset: 3pt, line))
      } else { strong(line) }
      if number < sheet.banner.len() - 1 or sheet.banner_rule == 0 { linebreak() }
    }
    if sheet.banner_rule > 0 { mark("", sheet.banner_rule) }
    v(2pt)
    emph(sheet.date_line)
  })

#let bottom(names) = block(breakable: false, above: 2pt, width: 100%, inset: (top: 12pt), grid(
  columns: names.map(_ => 1fr), align: center,
  ..names.map(name => if name != "" { strong(name); linebreak(); emph(d.signed); v(18mm) })))

// A signature never stands alone on a page: the last row or sentence goes with it.
#let signed(sheet) = {
  let (kept, ..after) = sheet.blocks.slice(sheet.kept)
  for part in sheet.blocks.slice(0, sheet.kept) { block-of(part) }
  if "lines" in kept {
    draw(kept, end: { v(3pt); after.map(words).join(); bottom(sheet.signatures) })
  } else {
    block(breakable: false, width: 100%, { words(kept); bottom(sheet.signatures) })
  }
}

"""
TEMPLATE += UPRIGHT_TEMPLATE
TEMPLATE += r"""
#for (number, sheet) in d.sheets.enumerate() {
  if sheet.upright != none {
    upright(sheet.upright)
    continue
  }
  if number > 0 { pagebreak(weak: true) }
  sheet-start
  if sheet.date_line != "" { top(sheet) }
  align(center, {
    if sheet.label != "" { text(size: d.label_size * 1pt, strong(sheet.label)) }
    heading(level: 1, sheet.title)
    for line in sheet.lines { emph(line); linebreak() }
    mark(sheet.title_mark, sheet.title_rule)
  })
  if sheet.blocks.len() > 0 and sheet.signatures.len() > 0 {
    signed(sheet)
  } else {
    for part in sheet.blocks { block-of(part) }
    if sheet.signatures.len() > 0 { bottom(sheet.signatures) }
  }
}
"""
