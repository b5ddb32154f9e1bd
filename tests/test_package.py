"""What a user gets from `pip install`: a wheel that works away from this checkout."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.environment import make_environment, run_alone, wheel_in

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
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment with the package, numpy, matplotlib and what they require."""
    folder = tmp_path_factory.mktemp("user") / "environment"
    make_environment(folder)
    return folder


@pytest.fixture(scope="module")
def wheel(environment: Path) -> Path:
    """Return the wheel that was built for it."""
    return wheel_in(environment)


def test_the_wheel_works_away_from_the_checkout(environment: Path) -> None:
    printed = run_alone(environment, "-c", FIRST_STEPS, inside=environment)
    where, shape = printed.splitlines()[-1].split(maxsplit=1)
    assert Path(where).is_relative_to(environment)
    assert shape == "(10000, 784)"


def test_the_empty_environment_is_empty(environment: Path) -> None:
    program = "import importlib.util as u; print(*map(u.find_spec, ['numpy', 'mkdocs', 'pytest']))"
    answer = run_alone(environment, "-c", program, inside=environment)
    assert re.fullmatch(r"ModuleSpec\(.*\) None None\n", answer)


def test_the_wheel_holds_the_package_alone(wheel: Path) -> None:
    folders = {name.split("/")[0].split("-")[0] for name in ZipFile(wheel).namelist()}
    assert folders == {"primer"}


@pytest.mark.parametrize("name", ["primer/py.typed", "primer/primer.mplstyle", "licenses/LICENSE"])
def test_the_wheel_holds(wheel: Path, name: str) -> None:
    assert any(entry.endswith(name) for entry in ZipFile(wheel).namelist())


def test_the_wheel_carries_the_licence_of_each_of_its_data_sets(wheel: Path) -> None:
    names = "\n".join(ZipFile(wheel).namelist())
    sets = set(re.findall(r"^primer/data/(\w+)/\S+\.xz$", names, re.MULTILINE))
    assert sets == set(re.findall(r"licenses/.*data/(\w+)/LICENSE", names))
    assert len(sets) == 9


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size <= 12_000_000


def test_the_data_beyond_the_digits_is_small(wheel: Path) -> None:
    data = [entry for entry in ZipFile(wheel).infolist() if "primer/data/" in entry.filename]
    digits = [entry for entry in data if "data/mnist/" in entry.filename]
    assert len(digits) < len(data)
    assert sum(entry.compress_size for entry in set(data) - set(digits)) <= 4_000_000
