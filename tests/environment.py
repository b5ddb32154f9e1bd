"""An environment of somebody who has run `pip install`: the wheel, what it requires, no more."""

import os
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


def make_environment(folder: Path) -> None:
    """Build the wheel into `folder`, and install it into `folder / "env"`: nothing is downloaded.

    Args:
        folder: A folder that is not there yet.
    """
    env = folder / "env"
    folder.mkdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, inside=ROOT)
    run(sys.executable, "-m", "venv", "--without-pip", env, inside=folder)
    link_distributions(required("numpy") | required("matplotlib"), env)
    pip = (sys.executable, "-m", "pip", "--python", str(env / "bin" / "python"))
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel_in(folder), inside=folder)


def wheel_in(folder: Path) -> Path:
    """Return the wheel that `make_environment` has built."""
    return next(folder.glob("*.whl"))


def required(name: str) -> set[str]:
    """Name a distribution and all that it requires here."""
    wanted = [Requirement(line) for line in distribution(name).requires or []]
    here = [need.name for need in wanted if not need.marker or need.marker.evaluate({"extra": ""})]
    return {name}.union(*(required(need) for need in here))


def link_distributions(names: set[str], env: Path) -> None:
    """Let an environment use what is installed here."""
    packages = next(env.glob("lib/python*/site-packages"))
    for name in names:
        parts = {path.parts[0] for path in distribution(name).files or []}
        for part in parts - {"..", "__pycache__"}:
            if not (packages / part).exists():
                (packages / part).symlink_to(str(distribution(name).locate_file(part)))


def run_alone(environment: Path, *arguments: str | Path, inside: Path, **settings: str) -> str:
    """Run the environment's Python, which knows nothing of this checkout.

    Args:
        environment: Where `make_environment` has made one.
        arguments: What stands behind `python`.
        inside: The folder to run in.
        settings: More variables of the environment.

    Returns:
        What it prints.
    """
    python = environment / "env" / "bin" / "python"
    return run(python, "-I", *arguments, inside=inside, **settings)


def run(*command: str | Path, inside: Path, **settings: str) -> str:
    """Run a command in a folder and return what it prints."""
    done = subprocess.run(
        command, cwd=inside, env=os.environ | settings, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
