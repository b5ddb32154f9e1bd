from pathlib import Path

import jupytext
import pytest
from page import PageError, is_notebook, read_page

from tests.pages.project import BODY, FRONT_MATTER, page

TEXT = """
# Title

Some {{ 1 + 1 }} prose.

```python tags=["check"] caption="A {{ x }}." alt="It's \\"this\\" {{ y }}"
x = 3

y = 4
```

```text
not = "a cell"
```

More {{ x:.1f }} prose
and {{ y }}.

```python

z = "{{ no value }}"
```
"""


@pytest.mark.parametrize("name", ["cost", "x"])
def test_a_page_without_kernel_is_no_notebook(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: {name}\n---\njupyter:\n")
    assert not is_notebook(tmp_path / "a.md")


def test_a_notebook_saved_by_a_windows_editor_is_one(tmp_path: Path) -> None:
    text = (FRONT_MATTER + TEXT).replace("\n", "\r\n")
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert is_notebook(tmp_path / "a.md")
    assert read_page(tmp_path / "a.md", "a.md").cells == page(tmp_path, TEXT).cells


def test_each_step_knows_its_line(tmp_path: Path) -> None:
    found = page(tmp_path, TEXT)
    lines = found.source.split("\n")
    for step in found.steps():
        assert step.code.strip("\n").split("\n")[0] in "\n".join(
            lines[step.line - 1 : step.line + 1]
        )
        assert step.kind == "cell" or step.code in lines[step.line - 1]


def test_steps_run_in_the_order_of_the_page(tmp_path: Path) -> None:
    codes = [step.code.strip() for step in page(tmp_path, TEXT).steps()]
    assert codes == ["1 + 1", "x = 3\n\ny = 4", "x", "y", "x:.1f", "y", 'z = "{{ no value }}"']


def test_jupyter_sees_the_same_cells_with_the_same_options(tmp_path: Path) -> None:
    ours = [cell for cell in page(tmp_path, TEXT).cells if cell.kind == "code"]
    notebook = jupytext.reads(FRONT_MATTER + TEXT, fmt="md")
    theirs = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.source for cell in ours] == [cell.source for cell in theirs]
    for our, their in zip(ours, theirs, strict=True):
        assert our.options.items() <= their.metadata.items()


def test_the_front_matter_reaches_mkdocs_without_the_kernel(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: T\njupyter: {}\nneeds: x\n---\n")
    assert read_page(tmp_path / "a.md", "a.md").front_matter == {"title": "T", "needs": "x"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\n```python captoin='x'\n```", 1, "unknown option ['captoin'], expected some of"),
        ("```python tags=['hidden']\n```", 0, "unknown tag ['hidden'], expected some of"),
        ("```python tags='check'\n```", 0, "tags=check is no list"),
        ("```python alt=5\n```", 0, "alt=5 is no str"),
        ('```python caption="x\n```', 0, 'cannot read caption="x, expected such as'),
        ("```python Some title\n```", 0, "unknown option ['Some', 'title']"),
        (r'```python caption="$\theta$"' + "\n```", 0, r"twice, such as $\\theta$"),
        ("text\n\n```python\nx\n", 2, "no ``` ends this"),
        ("````text\n```python\n```", 0, "Jupyter loses its way"),
        ("\n\n```bash\nls\n```", 2, "Jupyter would run bash: call it text or console"),
        ("a\n{{x}}", 1, "an inline value has spaces inside its braces"),
        ("a {{ x\n}}", 0, "an inline value has spaces inside its braces"),
        ("```python caption='{{x}}'\n```", 0, "an inline value has spaces inside its braces"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(PageError) as error:
        page(tmp_path, text)
    assert error.value.problem.line == BODY + line
    assert message in error.value.problem.message


def test_a_mistake_in_the_front_matter_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: a\njupyter: {}\nneeds: [x\n---\n")
    with pytest.raises(PageError, match=r"docs/a\.md:\d: front matter:"):
        read_page(tmp_path / "a.md", "a.md")


@pytest.mark.parametrize("text", ["$w_{{ij}}$", "`{{x}}`", "```text\n{{x}}\n```", "$$\n{{a}}\n$$"])
def test_braces_in_formulas_and_code_are_left_alone(tmp_path: Path, text: str) -> None:
    assert page(tmp_path, text).steps() == []


def test_the_source_is_told_with_values_and_captions_in_place(tmp_path: Path) -> None:
    found = page(
        tmp_path, 'a\n```python caption="$\\\\theta_{ {{ 2 }} }$"\nx\n```\n\n$w_{ {{ 1 }} }$'
    )
    told = found.source_with([[], "2", "1"]).split("\n")
    assert told[BODY] == r"$\theta_{ 2 }$"
    assert told[BODY + 4] == "$w_{ 1 }$"
