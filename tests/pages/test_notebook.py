from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from notebook import to_download, to_render
from page import PageError, read_page

from tests.pages.project import BODY, page

SITE = "http://primer.test/course/"
DRAWING = {"image/svg+xml": '<svg width="72pt" viewBox="0 0 72 72"><g/></svg>'}
FIGURE = [{"output_type": "display_data", "data": DRAWING, "metadata": {}}]
PRINTED = {"output_type": "stream", "name": "stdout", "text": "a"}
SHOWN = {"output_type": "display_data", "data": {"text/plain": "1"}, "metadata": {}}
FENCE = '```python caption="{}" alt="{}"\nx = 1\n```'


def shown(folder: Path, text: str, results: list[Any]) -> list[Any]:
    """Return the cells that the site shows after the front matter."""
    return list(to_render(page(folder, text), results)[0].cells[1:])


def figure(folder: Path, caption: str, alt: str, values: list[str]) -> str:
    """Return the HTML of a figure."""
    cells = shown(folder, FENCE.format(caption, alt), [FIGURE, *values])
    return str(cells[0].outputs[0].data["text/html"])


def downloaded(folder: Path, text: str, results: list[Any], name: str = "page.md") -> list[Any]:
    """Return the cells of the notebook to download, but for what tells how to install."""
    return list(to_download(page(folder, text, name), results, SITE, "").cells[1:])


def test_a_value_in_prose_tells_what_computed_it(tmp_path: Path) -> None:
    cells = shown(tmp_path, "It has {{ count:, }} weights.", ["13,002"])
    assert cells[0].source == 'It has <span class="computed" title="count:,">13,002</span> weights.'


def test_a_negative_value_has_a_real_minus_sign(tmp_path: Path) -> None:
    assert ">−3.5<" in shown(tmp_path, "{{ z }}", ["-3.5"])[0].source


@pytest.mark.parametrize(
    "text", ["`{{ x }}`", "$w_{ {{ x }} }$", "$$\n{{ x }}\n$$", "```text\n{{ x }}\n```"]
)
def test_in_code_and_formulas_a_value_stands_as_it_is(tmp_path: Path, text: str) -> None:
    assert shown(tmp_path, text, ["-1 < 2"])[0].source == text.replace("{{ x }}", "-1 < 2")


def test_a_value_can_hold_neither_html_nor_markdown(tmp_path: Path) -> None:
    source = shown(tmp_path, "{{ x['a_b'] * `2` | 3 }}", ["<b> *_a_* | `c` [d](e)"])[0].source
    assert not set("*_|`[]") & set(source)
    assert "<b>" not in source


def test_captions_and_alternative_texts_have_values_in_this_order(tmp_path: Path) -> None:
    html = figure(
        tmp_path, "At {{ a }}, see `x` and *y*.", "Falls from {{ b }}", ["1 < 2", "3 < 4"]
    )
    assert 'aria-label="Falls from 3 &lt; 4"' in html
    assert ">1 &lt; 2</span>, see <code>x</code> and <em>y</em>.</figcaption>" in html


def test_figures_of_a_page_have_ids_of_their_own(tmp_path: Path) -> None:
    svg = '<svg viewBox="0 0 1 1"><path id="a"/><use href="#a"/></svg>'
    output = [{"output_type": "display_data", "data": {"image/svg+xml": svg}, "metadata": {}}]
    text = FENCE.format("a", "b")
    cells = shown(tmp_path, f"{text}\n\n{text}", [output, output])
    first, second = (cell.outputs[0].data["text/html"] for cell in cells)
    assert 'id="page-0-0"' in first
    assert 'id="page-1-0"' in second


@pytest.mark.parametrize(
    ("options", "drawings", "lacks"),
    [
        ("", 1, ["caption", "alt"]),
        ("caption='a'", 1, ["alt"]),
        ("alt='a'", 1, ["caption"]),
        ("alt=' ' caption='a'", 1, ["alt"]),
        ("alt='a' caption='a'", 2, ["2 figures"]),
        ("alt='a'", 0, ["alt=, but draws no figure"]),
        ("alt='a' caption='a'", 1, []),
        ("alt='a' caption='a' live='digit-pad example=1'", 1, []),
        ("alt='a' caption='a' live='no-such'", 1, ["docs/figures/no-such.mjs, which is not there"]),
        ("live='digit-pad'", 0, ["live=, but draws no figure"]),
        ("", 0, []),
    ],
)
def test_what_a_figure_lacks_is_named(
    tmp_path: Path, options: str, drawings: int, lacks: list[str]
) -> None:
    source = page(tmp_path, f"\n```python {options}\nx\n```\n")
    problems = to_render(source, [FIGURE * drawings])[1]
    assert [problem.line for problem in problems] == [BODY + 1] * len(lacks)
    for problem, what in zip(problems, lacks, strict=True):
        assert what in problem.message


def test_a_cell_that_did_not_run_lacks_nothing(tmp_path: Path) -> None:
    source = page(tmp_path, f"{{{{ broken }}}}\n\n{FENCE.format('a', 'b')}\n\n{{{{ later }}}}")
    notebook, problems = to_render(source, [])
    assert problems == []
    assert ">…</span>" in notebook.cells[-1].source


def test_outputs_are_text_and_not_markup(tmp_path: Path) -> None:
    outputs = [{"output_type": "stream", "name": "stdout", "text": "<b>\n\n &amp;\n"}]
    html = shown(tmp_path, "```python\nx\n```", [outputs])[0].outputs[0].data["text/html"]
    assert html == '<pre class="output" tabindex="0">&lt;b&gt;\n\n &amp;amp;</pre>'


def test_an_inline_value_cannot_assign(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="only shows"):
        shown(tmp_path, "Text {{ (a := 1) }}.", ["1"])


def test_the_download_has_plain_values(tmp_path: Path) -> None:
    text = FENCE.format("Of {{ a }}", "{{ b }}") + "\n\nThen {{ c }} and `{{ d }}`."
    cells = downloaded(tmp_path, text, [FIGURE, "-1", "2", "3", "4"])
    assert [cell.source for cell in cells] == ["x = 1", "*Of -1*", "Then 3 and `4`."]


@pytest.mark.parametrize(
    ("name", "link", "address"),
    [
        ("learn/a.md", "b.md", "learn/b/"),
        ("learn/a.md", "../index.md#x-1", "#x-1"),
        ("learn/a.md", "../learn/2/c.md", "learn/2/c/"),
        ("learn/index.md", "a.md", "learn/a/"),
        ("index.md", "index.md", ""),
    ],
)
def test_links_in_the_download_lead_to_the_site(
    tmp_path: Path, name: str, link: str, address: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    cells = downloaded(tmp_path, f"[b]({link})", [], name)
    assert cells[0].source == f"[b]({SITE}{address})"


def test_links_to_elsewhere_stay(tmp_path: Path) -> None:
    text = "[b](https://example.com/README.md) and [c](#d)"
    assert downloaded(tmp_path, text, [])[0].source == text


def test_boxes_and_folds_become_markdown_that_jupyter_knows(tmp_path: Path) -> None:
    text = '!!! note "Mind"\n\n    A *b*.\n\n    C.\n\nD.\n\n/// details | Answer\nE\n///'
    source = downloaded(tmp_path, text, [])[0].source
    assert source == "> **Mind**\n>\n> A *b*.\n>\n> C.\n\nD.\n\n**Answer**\nE"


def test_a_question_in_the_download_has_its_answers_in_one_fold(tmp_path: Path) -> None:
    text = "/// question | Is {{ x }} > 1?\n\n- [x] yes | So it is.\n- [ ] no | Look again.\n\n///"
    source = downloaded(tmp_path, text, ["2"])[0].source
    asked, _, told = source.partition("\n\n<details><summary>Answers</summary>\n\n")
    assert asked == "**Is 2 > 1?**\n\n- yes\n- no"
    assert (
        told == "- yes → **Right.** So it is.\n- no → **Not this one.** Look again.\n\n</details>"
    )


def test_the_download_is_the_same_at_every_build_and_valid(tmp_path: Path) -> None:
    source = page(tmp_path, f"a\n\n{FENCE.format('a', 'b')}\n\nb")
    first, second = (to_download(source, [FIGURE], SITE, "git+http://x") for _ in range(2))
    assert nbformat.writes(first) == nbformat.writes(second)
    nbformat.validate(first)
    nbformat.validate(to_render(source, [FIGURE])[0])


def test_the_download_says_where_a_figure_is_alive(tmp_path: Path) -> None:
    text = FENCE.format("a", "b").replace("alt", 'live="digit-pad" alt')
    cells = downloaded(tmp_path, text, [FIGURE], "page.md")
    assert cells[1].source == f"*a* [It is alive here.]({SITE}page/)"


def test_the_download_begins_with_how_to_install(tmp_path: Path) -> None:
    source = page(tmp_path, "a")
    assert to_download(source, [], SITE, "git+http://x").cells[0].source == (
        "%pip install --quiet git+http://x"
    )
    assert "install the package" in to_download(source, [], SITE, "").cells[0].source


@pytest.mark.parametrize(
    ("code", "results", "source"),
    [
        ("draw(x)", FIGURE, "draw(x);"),
        ("draw(x)", [PRINTED, *FIGURE], "draw(x);"),
        ("draw(x)", [SHOWN, *FIGURE], None),
        ("draw(x)", [], None),
        ("draw(x)  # a", FIGURE, None),
        ("value", FIGURE, None),
    ],
)
def test_jupyter_shows_no_value_beside_a_picture(
    tmp_path: Path, code: str, results: list[Any], source: str | None
) -> None:
    text = FENCE.format("a", "b").replace("x = 1", code)
    assert downloaded(tmp_path, text, [results])[0].source == (source or code)


def test_the_download_runs_on_its_own(tmp_path: Path) -> None:
    cells = ("\nx = 20", " tags=['raises-exception']\n1 / 0", "\nx + 1")
    text = "\n\n{{ x }}\n\n".join(f"```python{cell}\n```" for cell in cells)
    source = page(tmp_path, text)
    notebook = nbformat.from_dict(to_download(source, [[], "20", [], "20", []], SITE, ""))
    executed = NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    assert executed.cells[-1].outputs[0].data["text/plain"] == "21"


def test_mkdocs_gets_the_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: ‘A’\njupyter: {}\n---\ntext")
    shown = to_render(read_page(tmp_path / "a.md", "a.md"), [])[0]
    assert shown.cells[0].source == "---\ntitle: ‘A’\n---\n"
