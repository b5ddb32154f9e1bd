import numpy as np
import pytest

from primer.data import load_breast_tumours


def test_every_tumour_is_there_in_its_documented_form() -> None:
    tumours = load_breast_tumours()
    assert tumours.inputs.shape == (569, 30)
    assert tumours.inputs.dtype == np.float32
    assert tumours.classes == ("benign", "malignant")
    assert np.bincount(tumours.labels).tolist() == [357, 212]
    assert np.isfinite(tumours.inputs).all()


@pytest.mark.parametrize(
    ("column", "least", "most"),
    # From the description that comes with the source.
    [
        ("radius: mean", 6.981, 28.11),
        ("texture: mean", 9.71, 39.28),
        ("symmetry: mean", 0.106, 0.304),
        ("area: standard error", 6.802, 542.2),
        ("concave points: standard error", 0.0, 0.053),
        ("perimeter: worst", 50.41, 251.2),
        ("fractal dimension: worst", 0.055, 0.208),
    ],
)
def test_columns_range_as_their_names_promise(column: str, least: float, most: float) -> None:
    values = load_breast_tumours()[column]
    assert (values.min(), values.max()) == pytest.approx((least, most), abs=6e-4, rel=1e-6)


def test_malignant_nuclei_are_larger() -> None:
    tumours = load_breast_tumours()
    benign, malignant = (tumours["radius: mean"][tumours.labels == label] for label in (0, 1))
    assert benign.mean() < 13 < 17 < malignant.mean()


def test_the_worst_is_at_least_the_mean() -> None:
    tumours = load_breast_tumours()
    assert (tumours["radius: worst"] >= tumours["radius: mean"]).all()
