from pathlib import Path

import numpy as np
import pytest

from benchmarks.claims import faults_of
from benchmarks.contenders.ours import Ours
from benchmarks.contenders.textbook import Textbook
from benchmarks.contest import Task
from benchmarks.speed_page import Race, Result, page
from primer import Network, train
from tests.pages.project import page as page_of


def small_task(batch_size: int) -> Task:
    random = np.random.default_rng(0)
    images, labels = random.random((60, 784), np.float32), random.integers(0, 10, 60)
    return Task(images, labels, False, batch_size, learning_rate=3.0, seed=1)


def test_our_contender_does_what_training_does() -> None:
    task, network = small_task(batch_size=25), Network([784, 16, 16, 10], seed=1)
    ours = Ours(task)
    ours.learn()
    data, seed = (task.images, task.targets()), task.seed
    train(network, *data, epochs=1, batch_size=25, learning_rate=3.0, seed=seed)
    for one, other in zip(ours.network.weights, network.weights, strict=True):
        assert np.array_equal(one, other)


@pytest.mark.parametrize("batch_size", [1, 10, 25])
def test_the_textbook_and_we_learn_the_same(batch_size: int) -> None:
    task = small_task(batch_size)
    ours, textbook = Ours(task), Textbook(task)
    ours.learn()
    textbook.learn()
    for one, other in zip(ours.network.weights, textbook.weights, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-4)
    for bias, column in zip(ours.network.biases, textbook.biases, strict=True):
        np.testing.assert_allclose(bias, column[:, 0], atol=1e-4)


def results(*seconds: float) -> list[Result]:
    return [Result(second, second / 10, "1.2") for second in seconds]


def race(title: str, pytorch: list[Result]) -> Race:
    return Race(title, 3.0, 10, {"ours": results(2, 9, 1), "pytorch": pytorch})


def test_the_page_shows_medians_and_ratios() -> None:
    text = page([race("A recipe", results(6, 7, 5))], 3, (60_000, 10_000))
    assert "| 10 | primer | 2.00 | 1.0 × | 20.0% |" in text
    assert "| 10 | PyTorch | 6.00 | 3.0 × | 60.0% |" in text
    assert "PyTorch 1.2" in text


def test_a_library_that_is_missing_is_said_to_be() -> None:
    text = page([race("A recipe", [])], 3, (60_000, 10_000))
    assert "| 10 | PyTorch | not installed | | |" in text
    assert "PyTorch 1.2" not in text


def test_each_recipe_has_its_table() -> None:
    text = page([race(title, results(1)) for title in "ABA"], 1, (60_000, 10_000))
    assert text.count("## A\n") == text.count("## B\n") == 1
    assert text.count("| PyTorch |") == 3


def test_every_claim_of_a_page_is_tried_though_one_before_it_fails(tmp_path: Path) -> None:
    text = "```python\nx = 1\nassert x == 2\n```\n\n```python\nassert x == 1\nassert x == 3\n```\n"
    faults = faults_of(page_of(tmp_path, text, "claims"))
    assert [fault.rpartition("AssertionError: ")[2] for fault in faults] == [
        "assert x == 2",
        "assert x == 3",
    ]
