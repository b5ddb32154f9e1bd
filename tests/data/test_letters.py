import lzma
from pathlib import Path

import numpy as np
import pytest

from primer.data import load_letters, packed

FONTS = Path(packed.__file__).parent / "fonts"


def test_every_letter_is_there_in_its_documented_form() -> None:
    letters = load_letters()
    assert letters.images.shape == (2444, 784)
    assert len(letters) == len(letters.fonts) == len(letters.designs) == 94 * 26
    assert (letters.images.dtype, letters.labels.dtype) == (np.dtype("f4"), np.dtype("i8"))
    assert [float(letters.images.min()), float(letters.images.max())] == [0, 1]
    assert (letters.targets.argmax(axis=1) == letters.labels).all()


def test_there_are_94_fonts_of_28_designs_with_each_letter_once() -> None:
    letters = load_letters()
    assert (len(set(letters.fonts)), len(set(letters.designs))) == (94, 28)
    pairs = set(zip(letters.fonts.tolist(), letters.labels.tolist(), strict=True))
    assert len(pairs) == len(letters)


def test_letters_have_16_greys() -> None:
    assert np.unique(load_letters().images * 15).round(4).tolist() == list(range(16))


def test_the_longer_side_is_20_pixels_in_the_middle() -> None:
    ink = load_letters().images.reshape(-1, 28, 28) > 0
    for image in ink:
        rows, columns = (np.flatnonzero(image.any(axis=axis)) for axis in (1, 0))
        assert 18 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 20
        assert abs(rows[0] + rows[-1] - 27) <= 3
        assert abs(columns[0] + columns[-1] - 27) <= 3


def test_an_o_is_round_and_an_i_is_not() -> None:
    letters = load_letters()
    mean = {name: letters.images[letters.labels == ord(name) - 65].mean(axis=0) for name in "IO"}
    middle = {name: image.reshape(28, 28)[12:16, 12:16].mean() for name, image in mean.items()}
    assert middle["I"] > 0.7
    assert middle["O"] < 0.1


@pytest.mark.parametrize(("copy", "model"), [("Carlito", "Lato"), ("Yrsa", "Rasa")])
def test_a_family_drawn_from_another_is_the_same_design(copy: str, model: str) -> None:
    letters = load_letters()
    copied = np.char.startswith(letters.fonts, copy)
    assert copied.any()
    assert set(letters.designs[copied]) == {model}


def test_the_nearest_letter_of_another_design_is_no_copy() -> None:
    letters = load_letters()
    images = letters.images.reshape(94, 26 * 784)
    squares = (images**2).sum(axis=1)
    distances = (squares[:, None] + squares - 2 * images @ images.T) / 26
    designs = letters.designs[::26]
    # Carlito's italic and Lato's are 5 apart.
    assert distances[designs[:, None] != designs].min() > 10


def test_each_font_comes_from_a_package_that_the_notice_lists() -> None:
    notice = (FONTS / "LICENSE.txt").read_text("utf-8").split("Packages\n")[1]
    listed = {line.split()[0] for line in notice.splitlines()}
    table = lzma.decompress((FONTS / "fonts.csv.xz").read_bytes()).decode().splitlines()[1:]
    assert {line.split(",")[-1] for line in table} == listed
    assert "fonts-liberation" not in listed
