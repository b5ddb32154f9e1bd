"""Render TeX as MathML while the site is built, so that readers need no script."""

import html
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import quickjs

from math_characters import ALLOWED

TEMML = Path(__file__).parent / "vendor" / "temml" / "temml.min.js"
RENDER = """
function render(tex, displayMode) {
  try {
    return {mathml: temml.renderToString(tex, {displayMode, throwOnError: true, strict: true})};
  } catch (error) {
    return {message: error.message};
  }
}
"""
# What pymdownx.arithmatex leaves behind with `generic: true`.
INLINE = r'<span class="arithmatex">\\\((?P<inline>.*?)\\\)</span>'
DISPLAY = r'<div class="arithmatex">\s*\\\[(?P<display>.*?)\\\]</div>'
MARKUP = re.compile(f"{INLINE}|{DISPLAY}", re.DOTALL)
CODE = re.compile(r"<(pre|code|script|style)\b.*?</\1>", re.DOTALL)
STRAY = re.compile(r"\$\$[^<\n]*")
# Slanted letters that end beyond their own width: the text after them needs room.
LEANING = re.compile(r"<mi>[FJMNPTUVWYfτ]</mi></math>$")
# TeX sets a thin space between a letter and the function name after it; Temml does not.
FUNCTION = re.compile(r"(</m(?:i|n|sub|sup|subsup)>)(<mrow><mi>\w\w+</mi><mo>\u2061)")
SCRIPTED = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
DOTS = {"⋯", "…"}
UNSPACED = {"lspace": "0", "rspace": "0"}
# Styles that the site's own style sheet states once, not at every formula.
REPEATED = re.compile(r' (class="tml-display" style="display:block math;"|style="math-depth:0;")')


class FormulaError(ValueError):
    """A formula that cannot be rendered.

    Attributes:
        tex: The formula as it stands in the source, without its delimiters.
    """

    def __init__(self, message: str, tex: str) -> None:
        """Keep the TeX beside the message, to find its line with `line_of`."""
        super().__init__(f"{message} in the formula {' '.join(tex.split())}")
        self.tex = tex


@cache
def _engine() -> quickjs.Function:
    return quickjs.Function("render", TEMML.read_text(encoding="utf-8") + RENDER)


@cache
def to_mathml(tex: str, display: bool) -> str:
    """Return the formula as one `<math>` element.

    Args:
        tex: TeX without delimiters.
        display: Whether the formula stands on a line of its own.

    Raises:
        FormulaError: The TeX is wrong, or uses a character that the math font lacks.
    """
    result = _engine()(tex, display, run_gc=False)
    if "message" in result:
        raise FormulaError(_first_sentence(result["message"]), tex)
    if not result["mathml"].startswith("<math"):
        raise FormulaError("No mathematics, but a link,", tex)
    mathml = _mend(result["mathml"])
    missing = set(html.unescape(re.sub("<[^>]*>", "", mathml))) - ALLOWED
    if missing:
        raise FormulaError(f"No {''.join(sorted(missing))} in the math font (math_font.py)", tex)
    return mathml


def _mend(mathml: str) -> str:
    """Set the spaces that TeX would set, where a browser would not."""
    mathml = FUNCTION.sub(r'\1<mspace width="0.1667em"></mspace>\2', REPEATED.sub("", mathml))
    root = ElementTree.fromstring(mathml)
    for element in root.iter():
        if element.tag in SCRIPTED:
            for sign in (sign for script in element[1:] for sign in script.iter("mo")):
                sign.attrib |= UNSPACED
        elif "minsize" in element.attrib:  # such as \bigl(
            element.attrib |= UNSPACED | {"stretchy": "true"}
        elif element.text in DOTS:  # the signs around them have spaces of their own
            element.attrib |= UNSPACED
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _first_sentence(message: str) -> str:
    """Drop the excerpt with combining underlines that Temml puts behind a colon."""
    return re.split(r": *\n| at end of input:", message)[0].strip()


def render_formulas(page: str) -> str:
    """Replace every formula of a page's HTML by MathML.

    Raises:
        ExceptionGroup: One `FormulaError` for each different formula that fails.
    """
    errors = {}

    def replace(match: re.Match[str]) -> str:
        try:
            return _wrap(match)
        except FormulaError as error:
            errors[error.tex] = error
            return ""

    rendered = MARKUP.sub(replace, page)
    errors |= {error.tex: error for error in _stray_formulas(page)}
    if errors:
        raise ExceptionGroup("formulas that cannot be rendered", list(errors.values()))
    return rendered


def _wrap(match: re.Match[str]) -> str:
    """Return MathML in the element that styles it and keeps it out of the search index."""
    if match["inline"] is not None:
        mathml = to_mathml(html.unescape(match["inline"]).strip(), display=False)
        leaning = " math--leaning" if LEANING.search(mathml) else ""
        return f'<span class="math{leaning}" data-search-exclude>{mathml}</span>'
    mathml = to_mathml(html.unescape(match["display"]).strip(), display=True)
    # A formula wider than a phone scrolls, so the keyboard must be able to reach it.
    return f'<div class="math math--display" data-search-exclude tabindex="0">{mathml}</div>'


def _stray_formulas(page: str) -> list[FormulaError]:
    """Return an error for each `$$` that Markdown took for text."""
    prose = MARKUP.sub(lambda match: f"${match['inline']}$" if match["inline"] else "", page)
    strays = (html.unescape(stray) for stray in STRAY.findall(CODE.sub("", prose)))
    return [FormulaError("Blank lines must surround a $$ block:", stray) for stray in strays]


def line_of(tex: str, markdown: str) -> int:
    """Return the line, from 1, on which a formula first stands in a page's source.

    Indentation and line breaks may differ. A formula that is not there is given line 1.
    """
    words = r"\s+".join(map(re.escape, tex.split()))
    delimited = re.search(rf"(?:\$|\\\(|\\\[)\s*{words}\s*(?:\$|\\\)|\\\])", markdown)
    found = delimited or re.search(words, markdown)
    if found is None:
        return 1
    start = found.start() + len(found[0]) - len(found[0].lstrip("$\\([ \n"))
    return markdown.count("\n", 0, start) + 1
