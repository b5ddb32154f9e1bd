"""Fitting Matplotlib's SVG into a page: light and dark from one file."""

import base64
import html
import io
import re

import numpy as np
from PIL import Image

# Colours of primer.mplstyle and primer.plot that follow the page's scheme.
COLOURS = {
    "#1f2328": "ink",
    "#6e7781": "muted",
    "#d0d7de": "grid",
    "#ffffff": "paper",
    "#0b6bcb": "accent",
    "#b35900": "second",
    "#10a37f": "positive",
    "#c2240a": "negative",
}
TAG = re.compile(r"<[^>]*>")
DIGITS = re.compile(r"(?<=\.\d{3})\d+")  # too small to see
BITMAP = re.compile(r"data:image/png;base64,\s*([A-Za-z0-9+/=\s]+)")
REFERENCE = re.compile(r'(?<=url\(#)[\w-]+|(?<=href="#)[\w-]+')


def to_figure(svg: str, *, alt: str, caption: str, prefix: str, live: str = "") -> str:
    """Return a `<figure>` with the drawing inline.

    Args:
        svg: As Matplotlib writes it.
        alt: What the figure shows, plain text.
        caption: What to see, HTML.
        prefix: Makes ids unique among all pages and figures.
        live: Name and attributes of the element that the drawing stands for until a
            browser brings it to life, such as `digit-pad example=18`.
    """
    drawing = svg[svg.index("<svg") :]
    drawing = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r"<style[^>]*>.*?</style>", "", drawing, flags=re.DOTALL)
    drawing = TAG.sub(lambda tag: DIGITS.sub("", tag[0]), drawing)
    drawing = _size_and_name(drawing, alt)
    drawing = _own_ids(drawing, prefix)
    drawing = BITMAP.sub(lambda match: _small(match[1]), drawing)
    for colour, name in COLOURS.items():
        drawing = drawing.replace(colour, f"var(--figure-{name}, {colour})")
    drawing = re.sub(r"\s*\n\s*", " ", drawing).replace("> <", "><")
    if live:
        drawing = _in_element(drawing, *live.split())
    return f'<figure class="figure">{drawing}<figcaption>{caption}</figcaption></figure>'


def _in_element(drawing: str, name: str, *attributes: str) -> str:
    pairs = (attribute.partition("=") for attribute in attributes)
    given = "".join(f' {key}="{html.escape(value)}"' for key, _, value in pairs)
    return f"<primer-{name}{given}>{drawing.strip()}</primer-{name}>"


def _size_and_name(drawing: str, alt: str) -> str:
    """Give the size in CSS pixels (Matplotlib writes points) and the alternative text."""
    head, rest = drawing.split(">", 1)
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', head)
    assert box, "Matplotlib gives every drawing a viewBox"
    width, height = (round(float(size) / 0.72) for size in box.groups())
    return (
        f'<svg role="img" data-search-exclude aria-label="{html.escape(alt)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {box[1]} {box[2]}" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">{rest}'
    )


def _own_ids(drawing: str, prefix: str) -> str:
    """Drop the ids that nothing refers to, and prefix the others."""
    used = {
        name: f"{prefix}-{n}" for n, name in enumerate(dict.fromkeys(REFERENCE.findall(drawing)))
    }

    def rename(match: re.Match[str]) -> str:
        return f' id="{used[match[1]]}"' if match[1] in used else ""

    drawing = re.sub(r'\s+id="([^"]+)"', rename, drawing)
    return REFERENCE.sub(lambda match: used[match[0]], drawing)


def _small(png: str) -> str:
    """Write a bitmap again without loss, with a palette when it has few colours."""
    with Image.open(io.BytesIO(base64.b64decode(png))) as image:
        pixels = np.asarray(image.convert("RGBA"))
    colours, places = np.unique(pixels.reshape(-1, 4), axis=0, return_inverse=True)
    file = io.BytesIO()
    if len(colours) <= 256:
        indices = Image.fromarray(places.reshape(pixels.shape[:2]).astype(np.uint8))
        indices.putpalette(colours[:, :3].tobytes())
        indices.save(file, "PNG", optimize=True, transparency=colours[:, 3].tobytes())
    else:
        Image.fromarray(pixels).save(file, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
