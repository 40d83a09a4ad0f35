"""The upright part of a paper in typst: a function of the template."""

from __future__ import annotations

from khtgdv.render.upright import (
    BODY_SIZE,
    INDENT,
    KEPT_LINES,
    MARGINS,
    PAGE_SIZE,
    SIGNATURE_SPACE,
)

# What stands in the data of the template for it: `upright`.
UPRIGHT_DATA = {
    "page": PAGE_SIZE,
    "margins": MARGINS,
    "size": BODY_SIZE,
    "indent": INDENT,
    "space": SIGNATURE_SPACE,
    "kept": KEPT_LINES,
}
UPRIGHT_TEMPLATE = r"""
#let one-line(part) = if "length" in part {
  block(above: 3pt, below: 5pt, line(length: part.length * 1mm, stroke: 0.75pt))
} else {
  set text(size: part.size * 1pt)
  let body = lines(part.text)
  let body = if part.underlined { underline(offset: 3pt, body) } else { body }
  let body = if part.italic { emph(body) } else { body }
  block(above: 0.2em, below: 0.2em, if part.bold { strong(body) } else { body })
}

#let upright-line(part, kept) = {
  let level = (section: 1, heading: 2).at(part.kind, default: none)
  let body = par(justify: true, first-line-indent: (amount: d.upright.indent * 1mm, all: true),
    lines(part.text))
  if level == none { block(above: 6pt, below: 6pt, sticky: kept, body) } else {
    show heading: it => block(above: 10pt, below: 6pt, sticky: true, {
      set text(size: d.upright.size * 1pt, weight: "bold")
      par(justify: true, first-line-indent: (amount: d.upright.indent * 1mm, all: true), it.body)
    })
    heading(level: level + 1, part.text)
  }
}

#let upright(sheet) = {
  let u = d.upright
  let sides = (:)
  for (side, length) in u.margins { sides.insert(side, length * 1mm) }
  set page(width: u.page.at(0) * 1mm, height: u.page.at(1) * 1mm, margin: sides)
  set text(size: u.size * 1pt)
  set par(leading: 0.35em)
  sheet-start
  grid(columns: (sheet.left_width * 1mm, 1fr), align: center,
    sheet.left.map(one-line).join(), sheet.right.map(one-line).join())
  block(above: 12pt, below: 12pt, width: 100%, align(center, sheet.title.map(one-line).join()))
  let kept = sheet.text.len() - u.kept
  for (number, part) in sheet.text.enumerate() { upright-line(part, number >= kept) }
  block(above: 12pt, breakable: false, width: 100%, grid(columns: (1fr, 1fr),
    align: (left, center),
    (sheet.recipients_label, ..sheet.recipients).map(one-line).join(),
    { sheet.signature.map(one-line).join(); v(u.space * 1mm); one-line(sheet.signer) }))
}
"""
