"""Make the sizes of a delimiter equally wide.

Chromium gives a stretched delimiter the width of its widest size, which in Latin Modern Math
leaves a wide gap beside the smaller ones.
"""

from collections.abc import Iterator
from typing import Any

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

LEFT = "([{"
RIGHT = ")]}"
BARS = "|‖"
# How many times as wide as the ordinary sign its tallest size may be.
WIDEST = 1.7
# What a larger size has more of on its outer side, in thousandths of an em.
OUTSIDE = 70


def even_out(font: TTFont) -> None:
    """Give every size of each delimiter one width, with its ink towards what it encloses."""
    for sign in LEFT + RIGHT + BARS:
        glyph = font.getBestCmap()[ord(sign)]
        left, right = ink(font, [glyph])
        room = (right - left) * WIDEST
        before = left + OUTSIDE * (sign in LEFT)
        after = font["hmtx"][glyph][0] - right + OUTSIDE * (sign in RIGHT)
        width = round(before + room + after)
        for group in sizes(font, glyph):
            start, end = ink(font, group)
            scale = min(1, room / (end - start))
            spare = room - scale * (end - start)
            place = before + spare * (1 if sign in LEFT else 0.5 if sign in BARS else 0)
            for part in group:
                redraw(font, part, scale, place - scale * start, width)


def sizes(font: TTFont, glyph: str) -> Iterator[list[str]]:
    """Yield each larger size of a delimiter, and last the parts of the largest."""
    variants = font["MATH"].table.MathVariants
    index = variants.VertGlyphCoverage.glyphs.index(glyph)
    construction: Any = variants.VertGlyphConstruction[index]
    for variant in construction.MathGlyphVariantRecord[1:]:
        yield [variant.VariantGlyph]
    yield sorted({part.glyph for part in construction.GlyphAssembly.PartRecords})


def ink(font: TTFont, glyphs: list[str]) -> tuple[float, float]:
    """Return where the outlines of these glyphs start and end, laid over each other."""
    outlines = font.getGlyphSet()
    pen = BoundsPen(outlines)
    for glyph in glyphs:
        outlines[glyph].draw(pen)
    return pen.bounds[0], pen.bounds[2]


def redraw(font: TTFont, glyph: str, scale: float, shift: float, width: int) -> None:
    """Scale a glyph sideways, move it, and set its width."""
    face = font["CFF "].cff.topDictIndex[0]
    outlines = font.getGlyphSet()
    pen = T2CharStringPen(width - face.Private.nominalWidthX, outlines)
    outlines[glyph].draw(TransformPen(pen, (scale, 0, 0, 1, shift, 0)))
    face.CharStrings[glyph] = pen.getCharString(face.Private, face.GlobalSubrs)
    font["hmtx"][glyph] = (width, round(ink(font, [glyph])[0]))
