"""Breast tumours, measured under the microscope."""

from functools import cache

from primer.data.packed import read_numbers
from primer.data.table import Table

_SHA256 = "faff598e3a5d25c5dbf250205399490c019eb87a069c4bb02f84ec7c50266952"
_FEATURES = (
    "radius",
    "texture",
    "perimeter",
    "area",
    "smoothness",
    "compactness",
    "concavity",
    "concave points",
    "symmetry",
    "fractal dimension",
)
_STATISTICS = ("mean", "standard error", "worst")


@cache
def load_breast_tumours() -> Table:
    """Return 569 tumours: 357 benign, 212 malignant.

    Cells were taken with a fine needle and photographed; a program found the
    outlines of the nuclei after somebody had sketched them. Of each of ten features
    of the nuclei there are three columns: the mean, its standard error, and the
    "worst", which is the mean of the three largest. The name of a column is as
    `"radius: worst"`.

    The columns:

    - `radius`, `perimeter`, `area`: Sizes; the source states no unit.
    - `texture`: The standard deviation of the grey levels.
    - `smoothness`: How much the radius varies from place to place.
    - `compactness`: perimeter² / area - 1, as the source says.
    - `concavity`, `concave points`: How deep, and how many, the dents are.
    - `symmetry`, `fractal dimension`: Of the outline.

    Nothing is missing. The labels are 1 for malignant (the source's file has 0).
    More than a third are malignant, because these are lumps that somebody had
    decided to puncture: among all women it is far fewer. One hospital in
    Wisconsin, before 1993.

    The second call returns the same arrays.

    Raises:
        ValueError: If the data file is damaged.

    Source: W. Wolberg, O. Mangasarian, N. Street, W. Street, *Breast Cancer
    Wisconsin (Diagnostic)*, UCI Machine Learning Repository, 1993,
    doi:10.24432/C5DW2B. CC BY 4.0. See the notice beside the file.

    Examples:
        >>> tumours = load_breast_tumours()
        >>> tumours.inputs.shape, tumours.classes, int(tumours.labels.sum())
        ((569, 30), ('benign', 'malignant'), 212)
    """
    values = read_numbers("wdbc/breast_cancer.csv.xz", _SHA256, headings=1)
    names = [f"{feature}: {statistic}" for statistic in _STATISTICS for feature in _FEATURES]
    return Table(
        inputs=values[:, :-1].astype("f4"),
        labels=1 - values[:, -1].astype("i8"),
        columns=tuple(names),
        classes=("benign", "malignant"),
    )
