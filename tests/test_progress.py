import sys
from types import ModuleType

import pytest

from primer.progress import show_progress

STEPS = ["cost 100.0", "cost 9.0", "cost 8.0"]


@pytest.fixture(autouse=True)
def script(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run outside a notebook and outside a build, whatever other tests imported."""
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    monkeypatch.delenv("PRIMER_PROGRESS", raising=False)


def shown(capsys: pytest.CaptureFixture[str], wanted: bool | None = None) -> str:
    assert list(show_progress(STEPS, len(STEPS), wanted)) == STEPS
    return capsys.readouterr().out


def test_a_script_prints_a_line_a_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys).splitlines() == STEPS


def test_a_line_stands_before_the_next_step_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    next(show_progress(iter(STEPS), len(STEPS), None))
    next(steps := show_progress(iter(STEPS), len(STEPS), None))
    assert capsys.readouterr().out.splitlines() == STEPS[:1] * 2
    next(steps)
    assert capsys.readouterr().out.splitlines() == STEPS[1:2]


def test_a_build_prints_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMER_PROGRESS", "off")
    assert shown(capsys) == ""
    assert shown(capsys, wanted=True).splitlines() == STEPS


def test_a_notebook_draws_one_bar_over_itself(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ipykernel", ModuleType("ipykernel"))
    *drawn, last = shown(capsys).split("\r")[1:]
    assert [bar.count("█") for bar in [*drawn, last]] == [7, 13, 20]
    assert {len(bar) for bar in drawn} == {len(last.removesuffix("\n"))}
    assert "\n" not in "".join(drawn)
    assert last.endswith("\n")
    assert "cost 8.0" in last


def test_who_wants_none_gets_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(capsys, wanted=False) == ""
    monkeypatch.setitem(sys.modules, "ipykernel", ModuleType("ipykernel"))
    assert shown(capsys, wanted=False) == ""
