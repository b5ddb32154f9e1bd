"""The set-up on machines that are not like this one: other Pythons, or none."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ("cat", "cksum", "cmp", "cp", "dirname", "grep", "ls", "mkdir", "rm", "rmdir", "sh")
STARTS = '#!/bin/sh\n[ "$2" = -c ] || { echo "$0 was asked for" "$@"; exit 1; }\n'
WORKS = """#!/bin/sh
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *"-m pip"*) exit "${PIP_ANSWERS:-0}" ;;
esac
"""
FAILS = "#!/bin/sh\necho 'no such version' >&2; exit 127\n"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Make a machine with a fresh clone in `clone`, its programs in `bin` and no Python."""
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    shutil.copytree(ROOT / "requirements", tmp_path / "clone" / "requirements")
    for name in ("pyproject.toml", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / "clone")
    return tmp_path


def install(machine: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up of the site on that machine."""
    return subprocess.run(
        [machine / "clone" / "requirements" / "install", "site"],
        env={"PATH": str(machine / "bin"), "HOME": str(machine), **variables},
        capture_output=True,
        text=True,
    )


def put(program: Path, content: str) -> Path:
    """Write a program that starts, or one that does not."""
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(content)
    program.chmod(0o755)
    return program


def test_no_python_is_said_in_one_sentence(machine: Path) -> None:
    done = install(machine)
    assert done.returncode == 1
    assert done.stderr.startswith("No Python 3.12, 3.13 or 3.14 with venv here: install one")
    assert done.stderr.count("\n") == 1


def test_a_python_that_does_not_start_is_passed_over(machine: Path) -> None:
    put(machine / "bin" / "python3.14", FAILS)
    good = put(machine / "bin" / "python3.12", STARTS)
    assert f"{good} was asked for -I -m venv" in install(machine).stdout


def test_a_python_of_pyenv_is_found(machine: Path) -> None:
    put(machine / "bin" / "python3", FAILS)
    good = put(machine / ".pyenv" / "versions" / "3.13.1" / "bin" / "python3", STARTS)
    assert f"{good} was asked for -I -m venv" in install(machine).stdout


def test_uv_brings_a_python_when_there_is_none(machine: Path) -> None:
    good = put(machine / "fetched" / "python3", STARTS)
    put(machine / "bin" / "uv", f'#!/bin/sh\n[ "$2" = install ] || echo {good}\n')
    assert f"{good} was asked for -I -m venv" in install(machine).stdout


def test_the_wished_python_is_taken_or_nothing(machine: Path) -> None:
    put(machine / "bin" / "python3.13", STARTS)
    wished = put(machine / "mine" / "python", FAILS)
    assert install(machine, PYTHON=str(wished)).returncode == 1
    wished.write_text(STARTS)
    assert f"{wished} was asked for" in install(machine, PYTHON=str(wished)).stdout


def test_what_is_installed_is_installed_once(machine: Path) -> None:
    put(machine / "bin" / "python3.13", WORKS)
    assert "Installing" in install(machine).stdout
    assert install(machine).stdout == ""


@pytest.mark.parametrize("name", ["requirements/site.txt", "pyproject.toml"])
def test_a_change_is_installed(machine: Path, name: str) -> None:
    put(machine / "bin" / "python3.13", WORKS)
    install(machine)
    with (machine / "clone" / name).open("a") as file:
        file.write("# changed")
    assert "Installing" in install(machine).stdout


def test_a_failed_installation_starts_again(machine: Path) -> None:
    put(machine / "bin" / "python3.13", WORKS)
    assert install(machine, PIP_ANSWERS="1").returncode == 1
    assert "Installing" in install(machine).stdout


def test_two_set_ups_at_once_do_not_mix(machine: Path) -> None:
    (machine / "clone" / ".cache" / "set-up").mkdir(parents=True)
    done = install(machine)
    assert done.returncode == 1
    assert done.stderr.startswith("Another set-up is at work here")


def test_the_tests_run_with_the_versions_that_the_site_is_built_with() -> None:
    site, test = (
        set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / lock).read_text(), re.MULTILINE))
        for lock in ("site.txt", "test.txt")
    )
    assert site
    assert site <= test
