"""The upright part of a paper in typst: a function of the template."""

from __future__ import annotations

from khtgdv.render.upright import (
    AROUND_TITLE,
    BETWEEN_PARAGRAPHS,
    BODY_SIZE,
    INDENT,
    KEPT_LINES,
    LINE_HEIGHT,
    MARGINS,
    PAGE_SIZE,
    SIGNATURE_SPACE,
)

# What stands in the data of the template for it: `upright`.
UPRIGHT_DATA = {
    "page": PAGE_SIZE,
    "margins": MARGINS,
    "size": BODY_SIZE,
    "line": LINE_HEIGHT,
    "between": BETWEEN_PARAGRAPHS,
    "around": AROUND_TITLE,
    "indent": INDENT,
    "space": SIGNATURE_SPACE,
    "kept": KEPT_LINES,
}
UPRIGHT_TEMPLATE = r"""
#let one-line(part) = if "length" in part {
  block(above: 4pt, below: 5pt, line(length: part.length * 1mm, stroke: 0.75pt))
} else {
  set text(size: part.size * 1pt)
  let body = lines(part.text)
  let body = if part.underlined { underline(offset: 3pt, body) } else { body }
  let body = if part.italic { emph(body) } else { body }
  block(above: 0.15em, below: 0.15em, if part.bold { strong(body) } else { body })
}

// Only a block as broad as the page has lines that fill it.
#let paragraph(body, kept) = {
  let u = d.upright
  let gap = (u.line - u.size + u.between) * 1pt
  block(above: gap, below: gap, width: 100%, sticky: kept,
    par(justify: true, leading: (u.line - u.size) * 1pt,
      first-line-indent: (amount: u.indent * 1mm, all: true), body))
}

#let upright-line(part, kept) = {
  let level = (section: 1, heading: 2).at(part.kind, default: none)
  if level == none { paragraph(lines(part.text), kept) } else {
    show heading: it => paragraph(text(size: d.upright.size * 1pt, weight: "bold", it.body), true)
    heading(level: level + 1, part.text)
  }
}

#let upright(sheet) = {
  let u = d.upright
  let sides = (:)
  for (side, length) in u.margins { sides.insert(side, length * 1mm) }
  set page(width: u.page.at(0) * 1mm, height: u.page.at(1) * 1mm, margin: sides)
  set text(size: u.size * 1pt)
  sheet-start
  grid(columns: (sheet.left_width * 1mm, 1fr), align: center,
    sheet.left.map(one-line).join(), sheet.right.map(one-line).join())
  let (above, below) = u.around
  block(above: above * 1pt, below: (below + u.line - u.size) * 1pt, width: 100%,
    align(center, sheet.title.map(one-line).join()))
  let kept = sheet.text.len() - u.kept
  for (number, part) in sheet.text.enumerate() { upright-line(part, number >= kept) }
  block(above: 12pt, breakable: false, width: 100%, grid(columns: (1fr, 1fr),
    align: (left, center),
    (sheet.recipients_label, ..sheet.recipients).map(one-line).join(),
    { sheet.signature.map(one-line).join(); v(u.space * 1mm); one-line(sheet.signer) }))
}
"""
