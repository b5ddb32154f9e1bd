import numpy as np
import pytest
from matplotlib.colors import to_rgb
from numpy.typing import ArrayLike, NDArray

from primer import plot
from tests.plot.drawn import bitmap, words

COUNTS = np.array([[90, 3, 0], [9, 80, 1], [0, 0, 95]])
SCHEMES = {"light": ("#ffffff", "#1f2328"), "dark": ("#16181d", "#e6e8eb")}  # paper, ink


def luminance(colour: NDArray[np.float64]) -> float:
    """Return the relative luminance of WCAG 2 for red, green and blue from 0 to 1."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_every_count_stands_in_its_cell() -> None:
    axes = plot.confusion(COUNTS)
    cells = {text.get_position()[::-1]: text.get_text() for text in axes.texts}
    assert cells == {place: str(count) for place, count in np.ndenumerate(COUNTS)}


def test_the_axes_say_what_is_true_and_what_is_answered() -> None:
    axes = plot.confusion(COUNTS)
    assert axes.get_ylabel() == "true digit"
    assert axes.get_xlabel() == "network’s answer"
    assert axes.yaxis_inverted()


def test_more_frequent_errors_have_more_colour_and_none_has_none() -> None:
    cells = bitmap(plot.confusion(COUNTS))
    assert cells[1, 0, 3] > cells[0, 1, 3] > cells[1, 2, 3] > cells[0, 2, 3] == 0


def test_the_diagonal_is_muted() -> None:
    diagonal = bitmap(plot.confusion(COUNTS))[range(3), range(3)].astype(int)
    assert (np.ptp(diagonal[:, :3], axis=1) < 30).all()
    assert (diagonal[:, 3] < 60).all()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_counts_are_readable_on_every_cell(scheme: str) -> None:
    paper, ink = (np.array(to_rgb(colour)) for colour in SCHEMES[scheme])
    for *colour, opacity in bitmap(plot.confusion(COUNTS)).reshape(-1, 4) / 255:
        cell = opacity * np.array(colour) + (1 - opacity) * paper
        low, high = sorted((luminance(cell), luminance(ink)))
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_classes_are_numbered_or_named() -> None:
    numbered, named = plot.confusion(COUNTS), plot.confusion(COUNTS, labels=["a", "b", "c"])
    assert words(numbered.get_xticklabels()) == ["0", "1", "2"]
    assert words(named.get_yticklabels()) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([[1, 2]], r"matrix must be square, got shape \(1, 2\)"),
        ([1, 2], "matrix must be a filled array of 2 dimensions"),
        ([[1, -2], [0, 1]], "matrix must hold counts, got -2"),
        ([[1, 0.5], [0, 1]], "matrix must hold counts, got 0.5"),
        ([[1, np.nan], [0, 1]], "matrix must be finite, got nan"),
    ],
)
def test_a_confusion_matrix_is_a_square_of_counts(matrix: ArrayLike, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plot.confusion(matrix)


def test_every_class_needs_a_label() -> None:
    with pytest.raises(ValueError, match="labels must be 3, one for each class, got 2"):
        plot.confusion(COUNTS, labels=["a", "b"])
