from collections.abc import Callable

import numpy as np
import pytest

from primer.data import (
    Split,
    load_crime,
    load_exchange_rates,
    load_letters,
    load_loans,
    load_musk,
    load_thyroid,
    split_by_group,
    split_by_label,
    split_by_time,
)

SPLITS: dict[str, Callable[..., Split]] = {
    "letters by design": lambda **settings: split_by_group(load_letters().designs, **settings),
    "musk by molecule": lambda **settings: split_by_group(load_musk().molecules, **settings),
    "musk by row": lambda **settings: split_by_label(load_musk().labels, **settings),
    "loans": lambda **settings: split_by_label(load_loans().labels, **settings),
    "thyroid": lambda **settings: split_by_label(load_thyroid().labels, **settings),
}


@pytest.mark.parametrize("split", SPLITS.values(), ids=SPLITS)
def test_each_row_is_on_one_side(split: Callable[..., Split]) -> None:
    train, test = split()
    assert np.sort(np.concatenate([train, test])).tolist() == list(range(len(train) + len(test)))


@pytest.mark.parametrize("split", SPLITS.values(), ids=SPLITS)
def test_the_same_seed_gives_the_same_split_and_another_another(
    split: Callable[..., Split],
) -> None:
    assert split(seed=3).test.tolist() == split(seed=3).test.tolist()
    assert split(seed=3).test.tolist() != split(seed=4).test.tolist()


@pytest.mark.parametrize("split", SPLITS.values(), ids=SPLITS)
def test_a_third_of_the_rows_is_about_a_third(split: Callable[..., Split]) -> None:
    train, test = split(test_share=1 / 3)
    assert len(test) / (len(train) + len(test)) == pytest.approx(1 / 3, abs=0.1)


@pytest.mark.parametrize("seed", range(5))
def test_no_design_and_no_font_is_on_both_sides(seed: int) -> None:
    letters = load_letters()
    train, test = split_by_group(letters.designs, seed=seed)
    assert not set(letters.designs[train]) & set(letters.designs[test])
    assert not set(letters.fonts[train]) & set(letters.fonts[test])


@pytest.mark.parametrize("seed", range(5))
def test_no_molecule_is_on_both_sides(seed: int) -> None:
    molecules = load_musk().molecules
    train, test = split_by_group(molecules, seed=seed)
    assert not set(molecules[train]) & set(molecules[test])


def test_rows_of_most_molecules_are_on_both_sides_when_drawn_one_by_one() -> None:
    musk = load_musk()
    train, test = split_by_label(musk.labels)
    shared = set(musk.molecules[train]) & set(musk.molecules[test])
    assert len(shared) > 92 / 2


@pytest.mark.parametrize(
    ("times", "start"),
    [
        (load_exchange_rates().dates, "2018-07-01"),
        (load_crime().months, "2019-01"),
    ],
    ids=["rates", "crime"],
)
def test_no_training_row_is_from_the_time_of_the_test(
    times: np.ndarray[tuple[int], np.dtype[np.datetime64]], start: str
) -> None:
    train, test = split_by_time(times, start)
    assert len(train) + len(test) == len(times)
    assert times[train].max() < np.datetime64(start) <= times[test].min()


def test_no_two_patients_equal_in_every_column_are_on_both_sides() -> None:
    inputs = load_thyroid().inputs
    assert len({row.tobytes() for row in inputs}) == len(inputs)


def test_each_class_has_the_same_share_in_the_test() -> None:
    labels = load_thyroid().labels
    test = labels[split_by_label(labels, test_share=0.25).test]
    assert np.bincount(test).tolist() == [855, 48, 24]


def test_one_of_three_groups_is_set_aside_whole() -> None:
    test = split_by_group(["b", "a", "b", "c", "a"], test_share=0.4).test
    assert tuple(test.tolist()) in {(0, 2), (1, 4), (3,)}


@pytest.mark.parametrize("test_share", [0.0, 0.001, 1.0])
@pytest.mark.parametrize("split", [split_by_label, split_by_group])
def test_an_empty_part_is_refused(split: Callable[..., Split], test_share: float) -> None:
    with pytest.raises(ValueError, match="both parts need rows, got"):
        split([0, 0, 1, 1], test_share=test_share)


@pytest.mark.parametrize("start", ["1998-12-31", "2030-01-01"])
def test_a_moment_outside_the_time_is_refused(start: str) -> None:
    with pytest.raises(ValueError, match="both parts need rows, got"):
        split_by_time(load_exchange_rates().dates, start)
