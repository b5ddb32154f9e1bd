"""Cut the site's math face, Primer Math, out of Latin Modern Math.

The licence asks that changed fonts get another name. The input is the file
`latinmodern-math.otf` of the Debian package `fonts-lmodern`:

    python docs/_build/math_font.py …/latinmodern-math.otf
"""

import argparse
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from math_characters import GREEK, LETTERS, SYMBOLS
from math_delimiters import even_out

TARGET = Path(__file__).parents[1] / "assets" / "fonts" / "primer-math.woff2"
NAME = "Primer Math"
COPYRIGHT = 0
STRETCHED_UPWARDS = "()[]{}|‖√∑∏∫"
STRETCHED_SIDEWAYS = "⏞⏟→"
ITALIC_OFFSETS = {"A": 0x1D434, "a": 0x1D44E, "α": 0x1D6FC}
ITALIC_EXCEPTIONS = {"h": "ℎ", "ϵ": "𝜖", "ϕ": "𝜙", "∂": "𝜕"}


def math_italic(letter: str) -> str:
    """Return the math italic character that a browser shows for a letter in `<mi>`."""
    if letter in ITALIC_EXCEPTIONS:
        return ITALIC_EXCEPTIONS[letter]
    first = max(start for start in ITALIC_OFFSETS if start <= letter)
    return chr(ITALIC_OFFSETS[first] + ord(letter) - ord(first))


def add_aliases(font: TTFont) -> None:
    """Give the prime its shape for superscripts, and Temml's accents the outlines of accents."""
    glyphs = font.getBestCmap()
    aliases = {"′": f"{glyphs[ord('′')]}.st", "‾": glyphs[ord("¯")], "~": glyphs[ord("˜")]}
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap |= {ord(character): glyph for character, glyph in aliases.items()}


def keep_stretchy(coverage: Any, constructions: list[Any], glyphs: set[str]) -> list[Any]:
    """Return the constructions of these glyphs alone."""
    kept = [pair for pair in zip(coverage.glyphs, constructions, strict=True) if pair[0] in glyphs]
    coverage.glyphs = [glyph for glyph, _ in kept]
    return [construction for _, construction in kept]


def limit_stretching(font: TTFont) -> None:
    """Drop the size variants of every character that the formulas do not stretch."""
    characters = font.getBestCmap()
    variants = font["MATH"].table.MathVariants
    for way, stretched in (("Vert", STRETCHED_UPWARDS), ("Horiz", STRETCHED_SIDEWAYS)):
        kept = keep_stretchy(
            getattr(variants, f"{way}GlyphCoverage"),
            getattr(variants, f"{way}GlyphConstruction"),
            {characters[ord(character)] for character in stretched},
        )
        setattr(variants, f"{way}GlyphConstruction", kept)
        setattr(variants, f"{way}GlyphCount", len(kept))


def rename(font: TTFont) -> None:
    """Give the family its own name; the copyright stays as it is."""
    for record in font["name"].names:
        if record.nameID != COPYRIGHT:
            name = str(record).replace("Latin Modern Math", NAME)
            record.string = name.replace("LatinModernMath", NAME.replace(" ", ""))


def cut(source: Path, target: Path) -> None:
    """Write the characters of the formulas, with the MATH table, as woff2."""
    font = TTFont(source, recalcTimestamp=False)
    add_aliases(font)
    limit_stretching(font)
    even_out(font)
    rename(font)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = False
    options.drop_tables += ["FFTM", "GSUB", "GPOS", "GDEF"]
    options.name_IDs = [0, 1, 2, 4, 5, 6]
    subsetter = Subsetter(options)
    subsetter.populate(text=SYMBOLS + "".join(map(math_italic, LETTERS + GREEK)))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def main() -> None:
    """Cut the font that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    cut(parser.parse_args().source, TARGET)


if __name__ == "__main__":
    main()
