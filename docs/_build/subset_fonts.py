"""Cut the site's reading face, Primer Serif, out of Source Serif 4.

The licence reserves the name "Source" for the unchanged fonts, so the cuts have another.

The input is the folder `files` of the npm package `@fontsource-variable/source-serif-4`:

    python docs/_build/subset_fonts.py …/@fontsource-variable/source-serif-4/files
"""

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
LATIN = "\u00a0§°±²³·×÷ÄÖÜßàáâäçèéêëíîïñóôöøúûüÉ–—\u2018\u2019“”•…\u2032→←−≈≤≥"
NAME = "Primer Serif"
FEATURES = ["kern", "liga", "ccmp", "locl"]
# One variable roman for prose and headings; one italic, loaded only where it is used.
CUTS: dict[str, tuple[str, int | tuple[int, int]]] = {
    "primer-serif.woff2": ("source-serif-4-latin-wght-normal.woff2", (400, 700)),
    "primer-serif-italic.woff2": ("source-serif-4-latin-wght-italic.woff2", 400),
}


def subset(source: Path, target: Path, weight: int | tuple[int, int]) -> None:
    """Write the Latin letters of one face, in the given weight or range of weights."""
    font = instantiateVariableFont(TTFont(source), {"wght": weight})
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(text=ASCII + LATIN)
    subsetter.subset(font)
    for record in font["name"].names:
        record.string = str(record).replace("Source Serif 4", NAME).replace("SourceSerif4", NAME)
    font.flavor = "woff2"
    font.save(target)


def main() -> None:
    """Cut every face from the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path)
    folder: Path = parser.parse_args().files
    for name, (source, weight) in CUTS.items():
        subset(folder / source, FONTS / name, weight)


if __name__ == "__main__":
    main()
