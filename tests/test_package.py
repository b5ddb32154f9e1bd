"""What a user gets from `pip install`: a wheel that works away from this checkout."""

import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
FIRST_STEPS = """
import primer
from primer import Network, load_digits, plot, train

digits = load_digits("test")
network = Network([784, 16, 10], seed=0)
images, targets = digits.images[:1000], digits.targets[:1000]
train(network, images, targets, epochs=1, batch_size=10, learning_rate=1.0)
plot.weight_grid(network.weights[0][3])
print(primer.__file__, digits.images.shape)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with what is installed: nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, inside=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def empty_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment with numpy, matplotlib and what they require, and nothing else."""
    folder = tmp_path_factory.mktemp("user") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", folder, inside=folder.parent)
    packages = next(folder.glob("lib/python*/site-packages"))
    for name in required("numpy") | required("matplotlib"):
        for part in {path.parts[0] for path in distribution(name).files or []} - {
            "..",
            "__pycache__",
        }:
            if not (packages / part).exists():
                (packages / part).symlink_to(str(distribution(name).locate_file(part)))
    return folder


def required(name: str) -> set[str]:
    """Name a distribution and all that it requires here."""
    wanted = [Requirement(line) for line in distribution(name).requires or []]
    here = [need.name for need in wanted if not need.marker or need.marker.evaluate({"extra": ""})]
    return {name}.union(*(required(need) for need in here))


def run(*command: str | Path, inside: Path) -> str:
    """Run a command in a folder and return what it prints."""
    done = subprocess.run(command, cwd=inside, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_works_away_from_the_checkout(wheel: Path, empty_environment: Path) -> None:
    python = empty_environment / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python))
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, inside=empty_environment)
    printed = run(python, "-I", "-c", FIRST_STEPS, inside=empty_environment)
    where, shape = printed.splitlines()[-1].split(maxsplit=1)
    assert Path(where).is_relative_to(empty_environment)
    assert shape == "(10000, 784)"


def test_the_empty_environment_is_empty(empty_environment: Path) -> None:
    python = empty_environment / "bin" / "python"
    program = "import importlib.util as u; print(*map(u.find_spec, ['numpy', 'mkdocs', 'pytest']))"
    answer = run(python, "-I", "-c", program, inside=empty_environment)
    assert re.fullmatch(r"ModuleSpec\(.*\) None None\n", answer)


def test_the_wheel_holds_the_package_alone(wheel: Path) -> None:
    folders = {name.split("/")[0].split("-")[0] for name in ZipFile(wheel).namelist()}
    assert folders == {"primer"}


@pytest.mark.parametrize("name", ["primer/py.typed", "primer/primer.mplstyle", "licenses/LICENSE"])
def test_the_wheel_holds(wheel: Path, name: str) -> None:
    assert any(entry.endswith(name) for entry in ZipFile(wheel).namelist())


def test_the_wheel_carries_the_licence_of_its_data(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert any(re.search(r"licenses/.*data/mnist/LICENSE", name) for name in names)


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size <= 12_000_000
