import numpy as np
import pytest

from primer.images import add_noise, invert, shift

IMAGES = np.random.default_rng(0).random((3, 784)).astype(np.float32)


@pytest.mark.parametrize("right", [-29, -3, 0, 1, 28])
@pytest.mark.parametrize("down", [-28, -1, 0, 2, 40])
def test_each_pixel_comes_from_where_it_was_or_from_the_dark(right: int, down: int) -> None:
    moved = shift(IMAGES, right=right, down=down).reshape(3, 28, 28)
    for row, column in np.ndindex(28, 28):
        inside = {row - down, column - right} <= set(range(28))
        expected = IMAGES.reshape(3, 28, 28)[:, row - down, column - right] if inside else 0
        assert (moved[:, row, column] == expected).all()


def test_a_single_image_moves_as_in_a_batch() -> None:
    assert (shift(IMAGES[1], right=2, down=-1) == shift(IMAGES, right=2, down=-1)[1]).all()


def test_noise_has_the_strength_asked_for() -> None:
    grey = np.full((50, 784), 0.5)
    added = add_noise(grey, strength=0.1) - grey
    assert abs(added.mean()) < 0.002
    assert abs(added.std() - 0.1) < 0.002


def test_noisy_pixels_stay_brightnesses() -> None:
    noisy = add_noise(np.zeros((50, 784)), strength=2)
    assert noisy.min() == 0
    assert noisy.max() == 1
    assert abs((noisy == 0).mean() - 0.5) < 0.01


def test_the_seed_decides_the_noise() -> None:
    first, again, other = (add_noise(IMAGES, 0.2, seed=seed) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).mean() > 0.5


def test_inverting_twice_gives_the_image_back() -> None:
    assert np.allclose(invert(invert(IMAGES)), IMAGES, atol=1e-7)
    assert np.allclose(invert(IMAGES) + IMAGES, 1)


def test_changed_images_are_new_and_of_the_same_type() -> None:
    before = IMAGES.copy()
    for changed in (shift(IMAGES), add_noise(IMAGES, 0), invert(IMAGES)):
        changed[:] = 0
        assert (changed.dtype, changed.shape) == (IMAGES.dtype, IMAGES.shape)
    assert (before == IMAGES).all()


@pytest.mark.parametrize("images", [np.zeros(783), np.zeros((2, 28, 28)), np.zeros(())])
def test_images_that_are_not_square_are_refused(images: np.ndarray) -> None:
    with pytest.raises(ValueError, match="images must be"):
        shift(images)


@pytest.mark.parametrize("pixels", [0.5, np.nan])
def test_moves_by_parts_of_a_pixel_are_refused(pixels: float) -> None:
    with pytest.raises(ValueError, match=f"moves must be whole numbers of pixels, got {pixels}"):
        shift(IMAGES, right=pixels)  # type: ignore[arg-type]


@pytest.mark.parametrize("strength", [-1, np.inf, np.nan])
def test_strengths_that_make_no_sense_are_refused(strength: float) -> None:
    with pytest.raises(ValueError, match=f"strength must be 0 or more, got {strength}"):
        add_noise(IMAGES, strength)
