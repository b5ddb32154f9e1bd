import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from primer import course
from primer.course import COURSE, LESSON, Recipe, Trained, train_digit_network, train_digit_networks
from primer.data import Digits
from primer.network import Network

QUICK = Recipe("quick", (784, 10), epochs=1, batch_size=8, learning_rate=1.0)
EXAMPLE = np.linspace(0, 1, 784)


@pytest.fixture
def digits() -> Digits:
    """Make up forty digits."""
    random = np.random.default_rng(0)
    return Digits(random.random((40, 784), np.float32), np.arange(40) % 10)


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch, digits: Digits) -> list[int]:
    """Train on made-up digits, and count the trainings."""
    count: list[int] = []

    def load(split: str) -> Digits:
        count.extend([1] * (split == "train"))
        return digits

    monkeypatch.setattr(course, "load_digits", load)
    return count


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRIMER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def outputs(trained: Trained) -> list[float]:
    return trained.network(EXAMPLE).tolist()  # type: ignore[no-any-return]


@pytest.mark.usefixtures("trainings")
def test_it_is_the_network_of_the_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRIMER_CACHE", raising=False)
    network, history = train_digit_network()
    expected = "Network([784, 16, 16, 10], activation=sigmoid, output=sigmoid, cost=squared_error)"
    assert repr(network) == expected
    assert [epoch.number for epoch in history] == list(range(1, 11))


def test_without_a_cache_no_file_is_written(
    trainings: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PRIMER_CACHE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert outputs(train_digit_network()) == outputs(train_digit_network())
    assert len(trainings) == 2
    assert list(tmp_path.iterdir()) == []


def test_the_second_time_it_is_read_back_equal(trainings: list[int], cache: Path) -> None:
    first, second = train_digit_network(), train_digit_network()
    assert len(trainings) == 1
    assert outputs(second) == outputs(first)
    assert second.history == first.history
    assert sorted(file.suffix for file in cache.iterdir()) == [".json", ".npz"]


def test_what_is_kept_is_what_was_trained(
    trainings: list[int], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = train_digit_network(seed=3)
    monkeypatch.delenv("PRIMER_CACHE")
    assert outputs(train_digit_network(seed=3)) == outputs(kept)
    assert len(trainings) == 2


@pytest.mark.usefixtures("cache")
def test_each_seed_is_kept_apart(trainings: list[int]) -> None:
    zero, one = train_digit_network(seed=0), train_digit_network(seed=1)
    assert outputs(zero) != outputs(one)
    assert outputs(train_digit_network(seed=0)) == outputs(zero)
    assert len(trainings) == 2


@pytest.mark.usefixtures("trainings")
def test_the_seed_draws_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRIMER_CACHE", raising=False)
    untrained = train_digit_networks(replace(COURSE, epochs=0), [5])[0]
    assert outputs(untrained) == Network([784, 16, 16, 10], seed=5)(EXAMPLE).tolist()


def test_a_unit_start_has_a_standard_deviation_of_one() -> None:
    network = LESSON.network(seed=0)
    assert network.weights[0].std() == pytest.approx(1, abs=0.02)
    assert np.concatenate(network.biases).std() == pytest.approx(1, abs=0.3)


@pytest.mark.usefixtures("cache", "trainings")
def test_several_are_what_each_is_alone() -> None:
    several = train_digit_networks(QUICK, [3, 4])
    assert [outputs(each) for each in several] == [
        outputs(train_digit_networks(replace(QUICK, name="again"), [seed])[0]) for seed in (3, 4)
    ]


@pytest.mark.usefixtures("cache")
def test_only_what_is_missing_is_trained(trainings: list[int]) -> None:
    train_digit_networks(QUICK, [3])
    several = train_digit_networks(QUICK, [4, 3])
    assert outputs(several[1]) == outputs(train_digit_networks(QUICK, [3])[0])
    assert len(trainings) == 2


@pytest.mark.usefixtures("cache", "trainings")
def test_another_recipe_is_another_network() -> None:
    other = replace(QUICK, learning_rate=0.1)
    assert outputs(train_digit_networks(QUICK)[0]) != outputs(train_digit_networks(other)[0])


@pytest.mark.usefixtures("trainings")
def test_a_recipe_may_take_the_first_digits_and_measure_the_test_digits(digits: Digits) -> None:
    recipe = replace(QUICK, examples=8, tested=True)
    ((network, history),) = train_digit_networks(recipe, [0])
    assert (history[0].cost, history[0].accuracy) == (None, None)
    assert history[0].validation_cost == network.cost(digits.images, digits.targets)


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize(
    "module",
    [
        *("activation", "cost", "network", "training", "course"),
        *("data/digits", "data/labelled", "data/packed"),
    ],
)
def test_an_edit_of_the_code_trains_again(
    trainings: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    package = Path(course.__file__).parent
    shutil.copytree(package, tmp_path / "primer", ignore=shutil.ignore_patterns("*.xz"))
    monkeypatch.setattr(course, "__file__", str(tmp_path / "primer" / "course.py"))
    train_digit_network()
    with (tmp_path / "primer" / f"{module}.py").open("a") as file:
        file.write("# edited\n")
    train_digit_network()
    assert len(trainings) == 2


@pytest.mark.usefixtures("cache")
def test_another_numpy_trains_again(trainings: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    train_digit_network()
    monkeypatch.setattr(np, "__version__", "99")
    train_digit_network()
    assert len(trainings) == 2


def test_a_damaged_cache_is_named(trainings: list[int], cache: Path) -> None:
    train_digit_network()
    (network_file,) = cache.glob("*.npz")
    network_file.write_bytes(b"")
    with pytest.raises(ValueError, match=network_file.name):
        train_digit_network()
    assert len(trainings) == 1
