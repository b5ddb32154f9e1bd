import numpy as np

from primer.data import load_photograph


def test_the_photograph_has_its_documented_form() -> None:
    photograph = load_photograph()
    assert (photograph.shape, photograph.dtype) == ((512, 512), np.dtype("f4"))
    assert [float(photograph.min()), float(photograph.max())] == [0, 1]


def test_its_greys_are_bytes() -> None:
    levels = np.unique(load_photograph())
    assert len(levels) == 256
    assert abs(levels * 255 - np.arange(256)).max() < 1e-4


def test_the_sky_is_smooth_and_above_the_lawn() -> None:
    sky, lawn = load_photograph()[:60], load_photograph()[-60:, 300:]
    assert sky.mean() > 0.7 > lawn.mean()
    assert sky.std() < lawn.std()
    assert np.diff(sky).std() < 0.1 * np.diff(lawn).std()


def test_the_coat_is_dark() -> None:
    assert load_photograph()[200:400, 60:140].mean() < 0.1
