import base64
import io
import re

import matplotlib as mpl
import numpy as np
import pytest
from figure import COLOURS, to_figure
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image

from primer.plot.canvas import STYLE


def drawing(image: NDArray[np.uint8] | None = None, colour: str = "#0b6bcb") -> str:
    """Draw a clipped line, and an image if one is given, as Matplotlib does."""
    figure = Figure()
    axes = figure.add_subplot()
    axes.plot([0, 1], color=colour)
    if image is not None:
        axes.imshow(image, interpolation="none", aspect="auto")
    file = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "x"}):
        figure.savefig(file, format="svg")
    return file.getvalue()


def figure(svg: str, *, alt: str = "alt", prefix: str = "page-0") -> str:
    return to_figure(svg, alt=alt, caption="See <b>this</b>.", prefix=prefix)


def bitmap(html: str) -> tuple[NDArray[np.uint8], str]:
    """Return the pixels of a figure's bitmap, and how it stores them."""
    match = re.search(r"data:image/png;base64,([^\"]+)", html)
    assert match
    with Image.open(io.BytesIO(base64.b64decode(match[1]))) as image:
        return np.asarray(image.convert("RGBA")), image.mode


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_becomes_a_variable_that_falls_back_to_it(colour: str) -> None:
    variable = f"var(--figure-{COLOURS[colour]}, {colour})"
    html = figure(drawing(colour=colour))
    assert f"stroke: {variable}" in html
    assert colour not in html.replace(variable, "")


def test_every_colour_of_the_style_follows_the_scheme() -> None:
    styled = {
        f"#{colour}".replace("##", "#") for colour in STYLE["axes.prop_cycle"].by_key()["color"]
    }
    assert styled | {"#ffffff"} == set(COLOURS)


def test_another_colour_stays() -> None:
    assert "stroke: #123456" in figure(drawing(colour="#123456"))


def test_ids_differ_between_figures_and_are_all_referred_to() -> None:
    svg = drawing()
    first, second = figure(svg), figure(svg, prefix="page-1")
    ids = [set(re.findall(r'\bid="([^"]+)"', html)) for html in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert ids[0] == set(re.findall(r'(?:url\(#|href="#)([^")]+)', first))


def test_an_id_that_looks_like_the_markup_is_renamed_alone() -> None:
    svg = '<svg viewBox="0 0 1 1"><path id="h"/><use xlink:href="#h"/></svg>'
    assert '<path id="page-0-0"/><use xlink:href="#page-0-0"/>' in figure(svg)


def test_places_are_rounded_and_numbers_are_not() -> None:
    svg = '<svg viewBox="0 0 1 1"><text x="0.123456">0.00012</text></svg>'
    assert '<text x="0.123">0.00012</text>' in figure(svg)


def test_nothing_leaks_out_of_the_figure_or_tells_when_it_was_made() -> None:
    html = figure(drawing())
    assert not re.search("<style|<metadata|<!--|<!DOCTYPE|<\\?xml|[12]\\d{3}-\\d\\d-\\d\\d", html)


def test_the_alternative_text_is_data_and_not_markup() -> None:
    html = figure(drawing(), alt='Less < & "more"')
    assert 'aria-label="Less &lt; &amp; &quot;more&quot;"' in html


def test_the_figure_is_as_large_as_it_was_drawn() -> None:
    html = figure(drawing())  # 6.4 by 4.8 inches, 100 pixels each
    assert 'width="640" height="480"' in html


@pytest.mark.parametrize(("colours", "mode"), [(2, "P"), (200, "P"), (400, "RGBA")])
def test_bitmaps_lose_nothing(colours: int, mode: str) -> None:
    random = np.random.default_rng(0)
    pixels = random.integers(0, 256, (colours, 3), np.uint8)[random.integers(0, colours, (40, 40))]
    found, stored = bitmap(figure(drawing(pixels)))
    # Matplotlib samples the image anew: its own bitmap is what ours must equal.
    expected, _ = bitmap(
        re.sub(r"(?<=base64,)[^\"]+", lambda m: m[0].replace("\n", ""), drawing(pixels))
    )
    assert np.array_equal(found, expected)
    assert stored == mode


def test_a_live_figure_is_an_element_around_its_still_picture() -> None:
    html = to_figure(drawing(), alt="a", caption="c", prefix="p", live='digit-pad example="3 a=<b>')
    start = '<figure class="figure"><primer-digit-pad example="&quot;3" a="&lt;b&gt;"><svg '
    assert html.startswith(start)
    assert "</svg></primer-digit-pad><figcaption>" in html
