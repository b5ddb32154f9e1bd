import html
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from formula import FormulaError, line_of, render_formulas, to_mathml
from markdown import Markdown
from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]
from math_characters import GREEK, LETTERS, PROSE, SYMBOLS

FONT = Path(__file__).parents[1] / "docs" / "assets" / "fonts" / "primer-math.woff2"
MATRIX = (
    r"\begin{bmatrix} a & \cdots & b & c \\ \vdots & \ddots & d & e \\ f & g & h & i\end{bmatrix}"
)


def parse(tex: str, *, display: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(to_mathml(tex, display))


def texts(root: ElementTree.Element, tag: str) -> list[str | None]:
    return [element.text for element in root.iter(tag)]


def parts(root: ElementTree.Element, tag: str) -> list[str]:
    first = next(root.iter(tag))
    return ["".join(part.itertext()) for part in first]


def markdown(source: str) -> str:
    extensions = ["pymdownx.arithmatex", "fenced_code"]
    options = {"pymdownx.arithmatex": {"generic": True}}
    return str(Markdown(extensions=extensions, extension_configs=options).convert(source))


def messages(page: str) -> list[str]:
    with pytest.raises(ExceptionGroup) as failures:
        render_formulas(page)
    return [str(error) for error in failures.value.exceptions]


def test_letters_numbers_and_signs_become_identifiers_numbers_and_operators() -> None:
    root = parse(r"\sum_{i=1}^{784} w_i a_i", display=True)
    assert texts(root, "mi") == ["i", "w", "i", "a", "i"]
    assert texts(root, "mn") == ["1", "784"]
    assert texts(root, "mo") == ["∑", "="]


def test_a_prime_stands_in_the_superscript_of_its_letter() -> None:
    assert parts(parse(r"a' = \sigma(Wa + b)"), "msup") == ["a", "′"]


def test_a_matrix_has_its_rows_and_columns() -> None:
    rows = parse(MATRIX, display=True).findall(".//mtr")
    assert [len(row.findall("mtd")) for row in rows] == [4, 4, 4]


def test_aligned_equations_have_a_row_each() -> None:
    root = parse(r"\begin{aligned} z &= Wa + b \\ a' &= \sigma(z) \end{aligned}", display=True)
    assert len(root.findall(".//mtr")) == 2


def test_a_fraction_has_its_two_parts_in_order() -> None:
    assert parts(parse(r"\frac{\partial C}{\partial w}"), "mfrac") == ["∂C", "∂w"]


def test_only_a_displayed_formula_is_a_block() -> None:
    assert parse("x", display=True).attrib == {"display": "block"}
    assert parse("x").attrib == {}


def test_signs_in_a_subscript_have_no_space_around_them() -> None:
    comma = parse("w_{j,k}").find(".//mo")
    assert comma is not None
    assert (comma.get("lspace"), comma.get("rspace")) == ("0", "0")


def test_a_big_bracket_grows_without_spaces_around_it() -> None:
    bracket = next(parse(r"\sigma\bigl(z\bigr)").iter("mo"))
    assert (bracket.get("stretchy"), bracket.get("lspace")) == ("true", "0")


def test_dots_leave_the_spaces_to_the_signs_around_them() -> None:
    before, dots, after = parse(r"a + \cdots + b").iter("mo")
    assert [sign.get("lspace") for sign in (before, dots, after)] == [None, "0", None]


def test_a_function_stands_off_from_the_letter_before_it() -> None:
    tags = [element.tag for element in next(parse(r"y_i \log a_i").iter("mrow"))]
    assert tags == ["msub", "mspace", "mrow", "msub"]


@pytest.mark.parametrize(
    ("tex", "complaint"),
    [
        (r"\frac{a}{", "Unexpected end of input"),
        ("x^2^3", "Double superscript at position 4"),
        (r"\sigmoid(z)", r"Unsupported function name: \sigmoid at position 1"),
        (r"\mathfrak{g}", "No 𝔤 in the math font"),
        (r"\eqref{cost}", "No mathematics, but a link"),
    ],
)
def test_wrong_tex_is_an_error_that_shows_it(tex: str, complaint: str) -> None:
    with pytest.raises(FormulaError) as failure:
        to_mathml(tex, display=False)
    assert str(failure.value).startswith(complaint)
    assert str(failure.value).endswith(f"in the formula {tex}")
    assert failure.value.tex == tex


def test_entities_of_the_page_are_signs_of_the_formula() -> None:
    rendered = render_formulas(markdown("$a < b$"))
    assert html.unescape(rendered).count("<mo><</mo>") == 1


def test_a_displayed_formula_can_be_scrolled_with_the_keyboard() -> None:
    rendered = render_formulas(markdown("$$\nx + y\n$$"))
    assert rendered.startswith('<div class="math math--display" data-search-exclude tabindex="0">')
    assert '<math display="block">' in rendered


def test_only_a_letter_that_leans_over_is_given_room() -> None:
    assert "math--leaning" in render_formulas(markdown("$W$"))
    assert "math--leaning" not in render_formulas(markdown("$x$ and $(W)$"))


def test_a_page_without_formulas_stays_as_it_is() -> None:
    page = markdown("It costs $5 or $6: `$x$`.\n\n```\n$$\n```\n")
    assert render_formulas(page) == page


def test_every_wrong_formula_of_a_page_is_told_once() -> None:
    page = markdown(r"$x^2^3$ and $\foo$, and $x^2^3$ again")
    assert [message.split(" at ")[0] for message in messages(page)] == [
        "Double superscript",
        r"Unsupported function name: \foo",
    ]


@pytest.mark.parametrize("source", ["A sum $$x + y$$ in a line.", "Text\n$$ a+b $$", "$$left open"])
def test_dollars_that_markdown_took_for_text_are_an_error(source: str) -> None:
    assert messages(markdown(source))[0].startswith("Blank lines must surround a $$ block")


def test_the_line_of_a_formula_is_that_of_its_source() -> None:
    source = "# Next\n\nThe $x$ of $xy$.\n\n    $$\n    x +\n    y\n    $$\n"
    assert [line_of(tex, source) for tex in ("x", "xy", "x +\ny")] == [3, 3, 6]


def test_the_line_of_a_stray_block_is_that_of_its_dollars() -> None:
    source = "$$\nx\n$$\n\nA sum $$x + y$$ in a line.\n"
    with pytest.raises(ExceptionGroup) as failures:
        render_formulas(markdown(source))
    (error,) = failures.value.exceptions
    assert isinstance(error, FormulaError)
    assert line_of(error.tex, source) == 5


def test_search_reads_the_words_around_a_formula_only() -> None:
    parser = Parser()
    parser.feed(render_formulas(markdown("# Title\n\nBefore $W_1$ after.\n\n$$\nx\n$$\n\nLast.")))
    text = "".join(parser.data[-1].text)
    assert "W" not in text
    assert all(word in text for word in ("Before", "after.", "Last."))


def test_the_font_draws_every_sign_that_a_formula_may_use() -> None:
    drawn = {chr(code) for code in TTFont(FONT).getBestCmap()}
    assert set(SYMBOLS) <= drawn
    # Browsers show the letters of formulas as mathematical italic, U+1D434 to U+1D71B.
    italic = {sign for sign in drawn if "\U0001d434" <= sign <= "\U0001d71b" or sign == "ℎ"}
    assert len(italic - set(SYMBOLS)) == len(LETTERS + GREEK)


def test_the_font_stretches_brackets_with_its_math_table() -> None:
    font = TTFont(FONT)
    stretched = font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    assert {font.getBestCmap()[ord(sign)] for sign in "()[]{}|‖√∑"} <= set(stretched)


def test_the_face_of_the_prose_draws_the_words_in_formulas() -> None:
    drawn = {chr(code) for code in TTFont(FONT.with_name("primer-serif.woff2")).getBestCmap()}
    assert set(LETTERS + PROSE) <= drawn
