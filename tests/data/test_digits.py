import numpy as np
import pytest

from primer.data import load_digits


@pytest.mark.parametrize(("split", "count"), [("train", 60_000), ("test", 10_000)])
def test_every_digit_is_there_in_its_documented_form(split: str, count: int) -> None:
    digits = load_digits(split)
    assert len(digits) == count
    assert digits.images.shape == (count, 784)
    assert digits.labels.shape == (count,)
    assert (digits.images.dtype, digits.labels.dtype) == (np.dtype("f4"), np.dtype("i8"))
    assert digits.images.min() == 0
    assert digits.images.max() == 1


@pytest.mark.parametrize(
    ("split", "counts"),
    [
        ("train", [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]),
        ("test", [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]),
    ],
)
def test_each_digit_is_as_frequent_as_published(split: str, counts: list[int]) -> None:
    assert np.bincount(load_digits(split).labels).tolist() == counts


def test_pixels_have_the_mean_and_spread_that_everyone_normalises_by() -> None:
    images = load_digits("train").images
    assert images.mean(dtype=np.float64) == pytest.approx(0.13066, abs=5e-6)
    assert images.std(dtype=np.float64) == pytest.approx(0.30811, abs=5e-6)


def test_67_pixels_are_black_in_every_training_image() -> None:
    assert np.count_nonzero(load_digits("train").images.max(axis=0) == 0) == 67


def test_digits_are_centred_by_their_mass() -> None:
    images = load_digits("test").images.reshape(-1, 28, 28).astype(np.float64)
    mass, place = images.sum(axis=(1, 2)), np.arange(28)
    rows, columns = (images.sum(axis=axis) @ place / mass for axis in (2, 1))
    # The middle of 28 pixels; the centring was done in whole pixels.
    assert abs(rows - 14).max() < 1
    assert abs(columns - 14).max() < 1


def test_ones_stand_upright() -> None:
    digits = load_digits("test")
    one = digits.images[digits.labels == 1].reshape(-1, 28, 28).mean(axis=0) > 0.5
    height, width = (np.count_nonzero(one.any(axis=axis)) for axis in (1, 0))
    assert height >= 2 * width > 0


def test_the_nearest_mean_image_reads_82_percent() -> None:
    digits, unseen = load_digits("train"), load_digits("test")
    means = np.array([digits.images[digits.labels == digit].mean(axis=0) for digit in range(10)])
    nearest = (unseen.images @ means.T - (means**2).sum(axis=1) / 2).argmax(axis=1)
    assert np.mean(nearest == unseen.labels) == pytest.approx(0.820, abs=0.001)


def test_targets_are_one_at_the_label_alone() -> None:
    digits = load_digits("test")
    assert digits.targets.dtype == np.float32
    for target, label in zip(digits.targets[:50], digits.labels, strict=False):
        assert target.tolist() == [float(place == label) for place in range(10)]
    assert digits.targets.sum() == 10_000


@pytest.mark.parametrize("name", ["images", "labels", "targets"])
def test_digits_cannot_be_written_to(name: str) -> None:
    with pytest.raises(ValueError, match="read-only"):
        getattr(load_digits("test"), name)[0] = 0


def test_digits_are_read_once() -> None:
    assert load_digits("test") is load_digits("test")


def test_another_split_is_refused() -> None:
    with pytest.raises(ValueError, match="must be 'train' or 'test', got 'validation'"):
        load_digits("validation")
